using System.Globalization;

namespace LocalCloud.Aws.Lambda.Layers;

internal sealed record LayerPermissionRequest
{
    public string? LayerName { get; init; }
    public long? VersionNumber { get; init; }
    public string? StatementId { get; init; }
    public string? Action { get; init; }
    public string? Principal { get; init; }
    public string? OrganizationId { get; init; }
    public string? RevisionId { get; init; }

    internal LayerVersionRequest Version => new() { LayerName = LayerName, VersionNumber = VersionNumber };

    internal string Key => VersionNumber!.Value.ToString(CultureInfo.InvariantCulture);
}
