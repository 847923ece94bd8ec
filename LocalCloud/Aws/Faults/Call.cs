namespace LocalCloud.Aws.FaultInjection;

/// <summary>Where a fault may strike. <paramref name="Resources"/> is asked only when a fault names one.</summary>
internal readonly record struct Call(Scope Scope, string Service, string? Operation, Func<IEnumerable<string>> Resources)
{
    /// <summary>Of a service that knows what it is about to do, and to what.</summary>
    public static Call To(Scope scope, string service, string? operation, string resource) =>
        new(scope, service, operation, () => [resource]);
}
