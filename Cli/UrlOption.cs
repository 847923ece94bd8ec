using System.CommandLine;
using System.CommandLine.Parsing;

namespace Serverless.Cli;

/// <summary>An option that takes an absolute http or https URL and refuses anything else.</summary>
internal static class UrlOption
{
    public static Option<Uri?> Create(string name, string description, string? defaultUrl = null) =>
        new(name)
        {
            Description = description,
            CustomParser = Parse,
            DefaultValueFactory = _ => defaultUrl is null ? null : new Uri(defaultUrl),
        };

    private static Uri? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        result.AddError($"'{text}' is no URL such as http://127.0.0.1:5080.");
        return null;
    }
}
