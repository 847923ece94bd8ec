using System.Text.Json.Serialization;
using LocalCloud.Aws.Ses.Identities;

namespace LocalCloud.Aws.Ses.Templates;

internal sealed record StoredTemplate(
    string Name,
    TemplateContent Content,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset Created,
    List<ResourceTag>? Tags
);

internal sealed record TemplateContent(string? Subject, string? Text, string? Html);

internal static class Template
{
    private const int MostBytes = 500 << 10;

    /// <summary>Of both versions of the API: one code for JSON, another for the query protocol.</summary>
    public static AwsError NotFound(string? name) =>
        new("NotFoundException", $"Template {name} does not exist.", 404) { QueryCode = "TemplateDoesNotExist" };

    public static AwsError Exists(string name) =>
        new("AlreadyExistsException", $"Template {name} already exists.") { QueryCode = "AlreadyExists" };

    public static AwsError? Check(string? name, TemplateContent? content)
    {
        if (name is not { Length: > 0 and <= 64 } || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return SendEmail.Bad($"Invalid template name {name}: it has 1 to 64 letters, digits, hyphens and underscores.");
        return Check(name, content);

        static AwsError? Check(string name, TemplateContent? content) =>
            content?.Subject is not { Length: > 0 } ? SendEmail.Bad("The subject must be specified.")
            : content is { Text: null, Html: null } ? SendEmail.Bad("The template must have a text part or an HTML part.")
            : Size(content) > MostBytes ? SendEmail.Bad($"The template {name} is larger than {MostBytes >> 10} KB.")
            : Rendering.Flaw(content) is { } flaw
                ? SendEmail.Bad($"The template {name} is not valid: {flaw}") with
                {
                    QueryCode = "InvalidTemplate",
                }
            : null;
    }

    private static int Size(TemplateContent content) =>
        new[] { content.Subject, content.Text, content.Html }.Sum(part => System.Text.Encoding.UTF8.GetByteCount(part ?? ""));
}
