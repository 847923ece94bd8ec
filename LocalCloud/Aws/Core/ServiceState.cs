using LocalCloud.Aws.Store;

namespace LocalCloud.Aws;

/// <summary>
/// The working copy of one service in one scope: plain collections with one owner. Whoever reads or changes it does so in an
/// operation's Handle or in <see cref="Host.ChangeAsync"/>, both of which hold the gate and never wait while they do.
/// </summary>
internal abstract class ServiceState(Service service, Scope scope)
{
    internal Lock Gate { get; } = new();

    public Service Service => service;

    public Scope Scope => scope;

    public TimeProvider Time => service.Host.Time;

    /// <summary>Called once, before the first request: the rows that were committed, by table and then by key.</summary>
    protected internal abstract void Load(IEnumerable<StoredRow> rows);
}
