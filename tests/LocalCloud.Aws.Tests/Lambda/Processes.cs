using System.Diagnostics;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>What the system knows of a process. Signals take a moment to arrive: the checks wait for it, and give up after long.</summary>
internal static class Processes
{
    public static bool IsRunning(int pid) => State(pid) is not (null or 'Z' or 'X');

    public static Task EndedAsync(int pid) => UntilAsync(() => !IsRunning(pid), $"process {pid} still runs");

    public static Task FrozenAsync(int pid) => UntilAsync(() => State(pid) == 'T', $"process {pid} is not frozen");

    public static Task UntilAsync(Func<bool> condition, string otherwise) => Eventually.TrueAsync(otherwise, condition);

    private static char? State(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
