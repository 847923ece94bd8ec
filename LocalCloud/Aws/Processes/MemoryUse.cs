using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace LocalCloud.Aws.Processes;

/// <summary>
/// What a process and its children use, as the kernel tells it, in KiB. The files stay open: they are read after each invocation.
/// </summary>
internal sealed class MemoryUse : IDisposable
{
    private readonly SafeFileHandle? _status;
    private readonly SafeFileHandle? _children;

    public MemoryUse(int pid)
    {
        _status = Open($"/proc/{pid}/status");
        _children = Open($"/proc/{pid}/task/{pid}/children");
    }

    /// <summary>The most that was in memory at a time.</summary>
    public long Peak() => Sum("VmHWM:"u8);

    /// <summary>Of its own: neither files nor what is shared.</summary>
    public long Private() => Sum("RssAnon:"u8);

    public void Dispose()
    {
        _status?.Dispose();
        _children?.Dispose();
    }

    private long Sum(ReadOnlySpan<byte> line)
    {
        Span<byte> buffer = stackalloc byte[4096];
        var text = Read(_status, buffer);
        long own = 0;
        if (text.IndexOf(line) is >= 0 and var at)
            Utf8Parser.TryParse(text[(at + line.Length)..].TrimStart(" \t"u8), out own, out _);
        var children = Read(_children, buffer);
        while (Utf8Parser.TryParse(children, out int child, out var length))
        {
            using var one = new MemoryUse(child);
            own += one.Sum(line);
            children = children[length..].TrimStart((byte)' ');
        }
        return own;
    }

    private static SafeFileHandle? Open(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is gone, or there is no /proc here
            return null;
        }
    }

    private static ReadOnlySpan<byte> Read(SafeFileHandle? file, Span<byte> buffer)
    {
        try
        {
            return file is null ? [] : buffer[..RandomAccess.Read(file, buffer, 0)];
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return [];
        }
    }
}
