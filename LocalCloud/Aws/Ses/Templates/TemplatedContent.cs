namespace LocalCloud.Aws.Ses.Templates;

/// <summary>The message that a template makes for one destination.</summary>
internal static class TemplatedContent
{
    /// <summary>The stored template, or the one that the request brings along.</summary>
    public static Result<TemplateContent> Find(SesState state, EmailTemplate template)
    {
        if (new object?[] { template.TemplateName, template.TemplateArn, template.TemplateContent }.Count(given => given is not null) != 1)
            return SendEmail.Bad("Template must have exactly one of TemplateName, TemplateArn and TemplateContent.");
        if (template.TemplateContent is { } content)
            return content.Subject is null ? SendEmail.Bad("The subject must be specified.")
                : Rendering.Flaw(content) is { } flaw ? SendEmail.Bad($"The template is not valid: {flaw}")
                : content;
        var name = template.TemplateName
            ?? template.TemplateArn!.Split("template/") switch
            {
                [_, var last] => last,
                _ => template.TemplateArn,
            };
        return state.Service.Host.Read(state, s => s.Templates.GetValueOrDefault(name)) is { } stored
            ? stored.Content
            : Template.NotFound(name);
    }

    public static Result<SimpleMessage> Render(TemplateContent content, EmailTemplate template)
    {
        if (!Rendering.Data(template.TemplateData).Ok(out var data, out var error))
            return error with { QueryCode = null };
        return Rendering.Render(content, data).Ok(out var rendered, out error)
            ? new SimpleMessage(
                new(rendered.Subject, null),
                new(Text(rendered.Text), Text(rendered.Html)),
                template.Headers,
                template.Attachments
            )
            : error;
    }

    private static MailText? Text(string? text) => text is null ? null : new(text, null);
}
