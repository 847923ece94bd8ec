using System.Diagnostics;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>The process of one environment, or of an extension in it, with the environment's share of the machine.</summary>
internal sealed class FunctionProcess : ChildProcess
{
    private FunctionProcess(Process process, Guard guard, Action<string> onLine)
        : base(process, guard, onLine) => Memory = new(Id);

    public MemoryUse Memory { get; }

    /// <exception cref="OperationCanceledException">The guard ends.</exception>
    public static FunctionProcess Start(Launch launch, Guard guard, Cgroup? cgroup, Action<string> onLine)
    {
        var process = Begin(launch, guard);
        var function = new FunctionProcess(process, guard, onLine);
        // Before it goes: what it starts is in the group of whoever has started it
        cgroup?.Add(process.Id);
        function.Go();
        return function;
    }

    protected override void Ended() => Memory.Dispose();
}
