using System.Globalization;

namespace LocalCloud.Aws.WebConsole;

/// <summary>A form that was sent.</summary>
/// <param name="Action">Which of the view's.</param>
internal sealed record ConsoleForm(string Action, IFormCollection Fields)
{
    /// <summary>What was written; "" for nothing.</summary>
    public string Text(string name) => Fields.TryGetValue(name, out var values) ? values.ToString() : "";

    /// <summary>The same; null for nothing.</summary>
    public string? Optional(string name) => Text(name) is { Length: > 0 } text ? text : null;

    public bool IsChecked(string name) => Fields.ContainsKey(name);

    /// <summary>A whole number; null for nothing, and for what is none (<paramref name="wrong"/> says so).</summary>
    public int? Number(string name, string label, int least, int most, out string? wrong)
    {
        wrong = null;
        if (Text(name).Trim() is not { Length: > 0 } text)
            return null;
        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
            return number;
        wrong = $"{label} has to be a whole number from {least} to {most}, not \"{text}\".";
        return null;
    }

    /// <summary>A file that was chosen; null for none.</summary>
    public IFormFile? File(string name) =>
        Fields.Files.GetFile(name) is { } file && (file.Length > 0 || file.FileName.Length > 0) ? file : null;
}
