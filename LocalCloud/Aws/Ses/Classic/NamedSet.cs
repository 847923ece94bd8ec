namespace LocalCloud.Aws.Ses.Classic;

internal sealed record NamedSet(string? Name);
