namespace LocalCloud.Aws.Ses.Templates;

internal sealed record TemplateRequest(string? TemplateName);
