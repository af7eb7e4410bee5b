/* Has a file open as Word and Excel have it, so that others may read it but not replace it, or, with a second argument,
   as a program that lets nobody in; until its standard input ends. `hold.exe FILE [alone]`. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

int wmain(int count, wchar_t **arguments)
{
    HANDLE file;
    if (count < 2)
        return 2;
    file = CreateFileW(arguments[1], GENERIC_READ, count > 2 ? 0 : FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 1;
    puts("held");
    fflush(stdout);
    while (getchar() != EOF)
        ;
    CloseHandle(file);
    return 0;
}
