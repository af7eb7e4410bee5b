/* A stand-in for the system library of this name, which Wine 8 does not have: Rust's standard library asks it for random
   numbers. For tests under Wine alone; it is part of no program that is handed out. */
unsigned char __stdcall SystemFunction036(void *bytes, unsigned long length);

__declspec(dllexport) int __stdcall ProcessPrng(unsigned char *bytes, unsigned long long length)
{
    return SystemFunction036(bytes, (unsigned long)length);
}
