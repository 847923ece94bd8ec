namespace LocalCloud.Aws.Ses.ConfigurationSets;

internal sealed record ConfigurationSetRequest(string? ConfigurationSetName);
