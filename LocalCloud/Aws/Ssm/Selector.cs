namespace LocalCloud.Aws.Ssm;

/// <summary>What a caller names: a parameter, and with <c>name:3</c> or <c>name:label</c> one version of it.</summary>
internal readonly record struct Selector(string Name, string? Version)
{
    public static Selector Of(string text)
    {
        var from = Arn.Is(text) && text.IndexOf(":parameter", StringComparison.Ordinal) is >= 0 and var at ? at + ":parameter".Length : 0;
        var colon = text.IndexOf(':', from);
        return colon < 0 ? new(text, null) : new(text[..colon], text[(colon + 1)..]);
    }

    public Result<(Parameter Parameter, ParameterVersion Version)> In(SsmState state)
    {
        if (state.Find(Name) is not { } parameter)
            return Errors.NotFound;
        if (Version is null)
            return (parameter, parameter.Latest);
        return parameter.Find(Version) is { } version ? (parameter, version) : Errors.VersionNotFound(Version, Name);
    }
}
