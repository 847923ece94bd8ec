namespace LocalCloud.Aws;

/// <param name="Missing">What AWS does and this does not, or why.</param>
internal sealed record OperationCoverage(string Name, string Status, string? Missing);

/// <summary>Which operations of a service's API model there are, from what is dispatched.</summary>
internal static class Coverage
{
    public const string Supported = "supported";
    public const string Partial = "partial";
    public const string Unsupported = "unsupported";

    public static IEnumerable<OperationCoverage> Of(Service service) =>
        [
            .. service.Operations.Select(o => new OperationCoverage(o.Name, o.Missing is null ? Supported : Partial, o.Missing)),
            .. service.OlderNames.Select(name => new OperationCoverage(name, Supported, null)),
            .. service.NotSupported.Select(left => new OperationCoverage(left.Split(' ')[0], Unsupported, null)),
        ];
}
