namespace LocalCloud.Aws.Iam;

/// <summary>Of providers of either kind.</summary>
internal sealed record ListProvidersRequest;
