using System.Diagnostics;

namespace LocalCloud.Aws.Processes;

/// <summary>How a process is started.</summary>
internal sealed record Launch(string[] Command, string Directory, Dictionary<string, string> Environment)
{
    /// <summary>What starts it.</summary>
    public Func<ProcessStartInfo, Process?> Starting { get; init; } = Process.Start;
}
