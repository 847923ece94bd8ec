using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Ec2;

/// <summary>Nothing is kept: stacks have it.</summary>
internal sealed class Ec2State(Service service, Scope scope) : ServiceState(service, scope)
{
    protected internal override void Load(IEnumerable<StoredRow> rows) { }
}
