using LocalCloud.Aws.Ses.Identities;

namespace LocalCloud.Aws.Ses.Templates;

internal sealed record PutTemplateRequest(string? TemplateName, TemplateContent? TemplateContent, List<ResourceTag>? Tags);
