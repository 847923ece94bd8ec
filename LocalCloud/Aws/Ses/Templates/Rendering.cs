using System.Text.Json;
using LocalCloud.Aws.Ses.Handlebars;
using MimeKit;

namespace LocalCloud.Aws.Ses.Templates;

/// <summary>A template and its data make the parts of a message.</summary>
internal static class Rendering
{
    /// <summary>Why a template cannot be read; null when it can.</summary>
    public static string? Flaw(TemplateContent content)
    {
        try
        {
            foreach (var part in (string?[])[content.Subject, content.Text, content.Html])
                TemplateReader.Read(part ?? "");
            return null;
        }
        catch (HandlebarsException e)
        {
            return e.Message;
        }
    }

    public static Result<JsonElement> Data(string? data)
    {
        try
        {
            using var document = JsonDocument.Parse(string.IsNullOrEmpty(data) ? "{}" : data);
            if (document.RootElement.ValueKind is JsonValueKind.Object)
                return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Said below.
        }
        return SendEmail.Bad("Template data is not a valid JSON object.") with { QueryCode = "InvalidRenderingParameter" };
    }

    public static Result<TemplateContent> Render(TemplateContent content, JsonElement data)
    {
        try
        {
            return new TemplateContent(Part(content.Subject), Part(content.Text), Part(content.Html));
        }
        catch (HandlebarsException e)
        {
            return SendEmail.Bad(e.Message) with
            {
                QueryCode = e.Missing is null ? "InvalidRenderingParameter" : "MissingRenderingAttribute",
            };
        }

        string? Part(string? text) => text is null ? null : Renderer.Render(TemplateReader.Read(text), data);
    }

    /// <summary>The whole message, as the tests of templates answer it.</summary>
    public static Result<string> Message(StoredTemplate template, string? templateData, DateTimeOffset now)
    {
        if (!Data(templateData).Ok(out var data, out var error) || !Render(template.Content, data).Ok(out var rendered, out error))
            return error;
        using var message = new MimeMessage
        {
            Subject = rendered.Subject ?? "",
            Date = now,
            Body = new BodyBuilder { TextBody = rendered.Text, HtmlBody = rendered.Html }.ToMessageBody(),
        };
        return message.ToString();
    }
}
