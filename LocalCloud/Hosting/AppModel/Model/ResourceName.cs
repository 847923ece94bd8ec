namespace LocalCloud.Hosting;

static class ResourceName
{
    public static string? Fault(string name) => name switch
    {
        { Length: 0 or > 64 } => "it must have 1 to 64 characters",
        _ when name.AsSpan().ContainsAnyExcept(Allowed) => "only ASCII letters, digits and hyphens are allowed",
        _ when !char.IsAsciiLetter(name[0]) => "it must begin with a letter",
        _ when name.EndsWith('-') || name.Contains("--", StringComparison.Ordinal) => "a hyphen must stand alone between letters or digits",
        _ => null,
    };

    static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
}
