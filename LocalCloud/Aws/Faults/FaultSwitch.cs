namespace LocalCloud.Aws.FaultInjection;

/// <summary>One fault at work: its dice and its count.</summary>
internal sealed class FaultSwitch(string id, Fault fault)
{
    private readonly Lock _gate = new();
    private readonly Random _dice = new(fault.Seed ?? 0);
    private int _hits;

    public string Id => id;

    public Fault Fault => fault;

    public ActiveFault Describe()
    {
        lock (_gate)
            return new(id, fault, _hits);
    }

    public bool Strikes(Call call)
    {
        if (!Means(call))
            return false;
        lock (_gate)
        {
            if (_hits >= fault.Count || _dice.NextDouble() >= (fault.Probability ?? 1))
                return false;
            _hits++;
            return true;
        }
    }

    private bool Means(Call call) =>
        IsOrAny(fault.Service, call.Service)
        && IsOrAny(fault.Operation, call.Operation)
        && IsOrAny(fault.Account, call.Scope.Account)
        && IsOrAny(fault.Region, call.Scope.Region)
        && (fault.Resource is null || call.Resources().Contains(fault.Resource, StringComparer.Ordinal));

    private static bool IsOrAny(string? wanted, string? given) => wanted is null || wanted == given;
}
