using System.Text.Json;
using System.Text.RegularExpressions;

namespace LocalCloud.Deploy.Dist;

/// <summary>What <c>publish</c> has written: a template, packages beside it and, if there are some, values of parameters.</summary>
internal sealed partial record PublishedFolder(string Folder, string TemplateName, TemplateDocument Template)
{
    private static readonly string[] TemplateNames = ["template.yaml", "template.yml", "template.json"];

    /// <param name="path">A folder, or a template.</param>
    public static (PublishedFolder? Published, string? Error) Read(string path)
    {
        var file = Directory.Exists(path) ? TemplateNames.Select(name => Path.Combine(path, name)).FirstOrDefault(File.Exists) : path;
        if (file is null)
            return (null, $"There is no template.yaml in {path}: `serverless publish` writes it.");
        if (!File.Exists(file))
            return (null, $"There is no {path}: `serverless publish MANIFEST --output {path}` writes it.");
        var (template, error) = TemplateDocument.Parse(File.ReadAllText(file), file);
        return template is null
            ? (null, error)
            : (new PublishedFolder(Path.GetDirectoryName(Path.GetFullPath(file))!, file, template), null);
    }

    /// <summary>Values that nobody has to give again.</summary>
    public string? ParameterFile => Existing("parameters.json");

    /// <summary>As publish has noted it, else the folder's own.</summary>
    public string StackName
    {
        get
        {
            var folder = new DirectoryInfo(Folder);
            // A manifest that is called aspire-manifest.json names nothing: two applications would take each other's stack
            var name = Noted() is { } noted and not "application"
                ? noted
                : (
                    folder.Name is "dist" or "publish" or "out" && folder.Parent is { Parent: not null } parent ? parent.Name : folder.Name
                ).ToLowerInvariant();
            return ValidStackName(name);
        }
    }

    private static string ValidStackName(string name)
    {
        var valid = NoStackName().Replace(name, "-").Trim('-');
        if (valid.Length == 0 || !char.IsAsciiLetter(valid[0]))
            valid = $"app-{valid}";
        return valid[..Math.Min(valid.Length, 128)].TrimEnd('-');
    }

    private string? Noted()
    {
        if (Existing("summary.json") is not { } file)
            return null;
        try
        {
            using var summary = JsonDocument.Parse(File.ReadAllBytes(file));
            return
                summary.RootElement.ValueKind == JsonValueKind.Object
                && (
                    summary.RootElement.TryGetProperty("stack", out var name) || summary.RootElement.TryGetProperty("application", out name)
                )
                ? name.GetString()
                : null;
        }
        catch (Exception error) when (error is JsonException or IOException or InvalidOperationException)
        {
            return null;
        }
    }

    private string? Existing(string name) => Path.Combine(Folder, name) is var path && File.Exists(path) ? path : null;

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NoStackName();
}
