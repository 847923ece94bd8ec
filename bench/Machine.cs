namespace Serverless.Bench;

internal static class Machine
{
    /// <summary>Of the last minute: figures from a machine that does other things say less.</summary>
    public static string LoadAverage => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
