namespace LocalCloud.Aspire.Run;

/// <summary>Finds the process that listens on a port, where the system shows it (Linux' /proc).</summary>
internal static class PortOwner
{
    /// <summary>As in <c>4711 (postgres -D /data), in /home/me/shop/AppHost</c>; null when it cannot be seen.</summary>
    public static string? Of(int port)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            var sockets = new[] { "/proc/net/tcp", "/proc/net/tcp6" }
                .Where(File.Exists)
                .SelectMany(File.ReadLines)
                .Select(line => Listener(line, port))
                .OfType<string>()
                .ToHashSet();
            if (sockets.Count == 0)
                return null;
            var processes = Directory.EnumerateDirectories("/proc").Where(p => int.TryParse(Path.GetFileName(p), out _));
            return processes.Where(p => Holds(p, sockets)).Select(Describe).FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // "sl local_address rem_address st ... inode": state 0A is LISTEN, the port is hexadecimal
    private static string? Listener(string line, int port)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var listens = fields.Length > 9 && fields[3] == "0A" && fields[1].EndsWith($":{port:X4}", StringComparison.Ordinal);
        return listens ? $"socket:[{fields[9]}]" : null;
    }

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory
                .EnumerateFileSystemEntries(Path.Combine(process, "fd"))
                .Any(fd => new FileInfo(fd).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Describe(string process)
    {
        var command = File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(' ', command.Select((argument, i) => i == 0 ? Path.GetFileName(argument) : argument));
        var shown = text.Length > 80 ? $"{text[..80]}..." : text;
        // Which of two clones it belongs to
        var directory = new FileInfo(Path.Combine(process, "cwd")).LinkTarget;
        return $"{Path.GetFileName(process)} ({shown}){(directory is null or "/" ? "" : $", in {directory}")}";
    }
}
