using LocalCloud.Aws.Ses.Templates;

namespace LocalCloud.Aws.Ses.Classic;

internal sealed record TemplateParts(string? TemplateName, string? SubjectPart, string? TextPart, string? HtmlPart)
{
    public static TemplateParts Of(StoredTemplate template) =>
        new(template.Name, template.Content.Subject, template.Content.Text, template.Content.Html);

    public TemplateContent Content => new(SubjectPart, TextPart, HtmlPart);
}
