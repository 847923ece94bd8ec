namespace LocalCloud.Aws.Ses.Classic;

internal sealed record NamedTemplate(string? TemplateName);
