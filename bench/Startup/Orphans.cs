using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Serverless.Bench.Startup;

/// <summary>
/// Takes in processes whose parents end. A daemon leaves its parent, a killed one leaves its children: both come here, and so does their
/// processor time when they end. They are let go of at once, because others wait for them to disappear.
/// </summary>
internal sealed class Orphans : IDisposable
{
    private static readonly int OwnSession = ProcessEntry.Find(Environment.ProcessId)!.Session;
    private readonly Lock _gate = new();
    private readonly PosixSignalRegistration _ended;
    private int _root;

    public Orphans()
    {
        Debug.Assert(OperatingSystem.IsLinux());
        Posix.TakeInOrphans();
        _ended = PosixSignalRegistration.Create(PosixSignal.SIGCHLD, _ => Reap());
    }

    /// <summary>Of those that have ended.</summary>
    public TimeSpan ProcessorTime { get; private set; }

    /// <summary>A child that is waited for by whoever started it.</summary>
    public int Except(Func<int> start)
    {
        // Before it is known it could be mistaken
        lock (_gate)
            return _root = start();
    }

    /// <summary>Whether a child of this program came of what is measured: everything else that it starts stays in its session.</summary>
    public static bool IsMeasured(ProcessEntry child) => child.Session != OwnSession;

    private void Reap()
    {
        lock (_gate)
        {
            var children = ProcessEntry.All().Where(p => p.Parent == Environment.ProcessId && p.Id != _root);
            foreach (var child in children.Where(p => p.HasEnded && IsMeasured(p)))
            {
                ProcessorTime += child.ProcessorTime;
                Posix.Reap(child.Id);
            }
        }
    }

    public void Dispose() => _ended.Dispose();
}
