namespace LocalCloud.Hosting;

static class VariableName
{
    /// <summary>Upper case, and an underscore for whatever a variable's name cannot hold.</summary>
    public static string Of(string name)
    {
        var text = string.Create(name.Length, name, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = char.IsAsciiLetterOrDigit(source[i]) ? char.ToUpperInvariant(source[i]) : '_';
        });
        return char.IsAsciiDigit(text[0]) ? $"_{text}" : text;
    }
}
