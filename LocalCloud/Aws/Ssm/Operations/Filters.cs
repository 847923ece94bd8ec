namespace LocalCloud.Aws.Ssm.Operations;

/// <summary>ParameterFilters: all of them must hold, each for one of its values.</summary>
internal static class Filters
{
    public static AwsError? Check(IEnumerable<ParameterStringFilter>? filters)
    {
        foreach (var filter in filters ?? [])
        {
            if (
                filter.Key is not ("Name" or "Type" or "KeyId" or "Path" or "Label" or "Tier" or "DataType")
                && !filter.Key.StartsWith("tag:", StringComparison.Ordinal)
            )
                return new AwsError(
                    "InvalidFilterKey",
                    $"The following filter key is not valid: {filter.Key}. Valid filter keys include: [Path, Name, Type, KeyId, Tier, "
                        + "DataType, Label, tag:<key>]."
                );
            if (filter.Option is not (null or "Equals" or "BeginsWith" or "Contains" or "Recursive" or "OneLevel"))
                return new AwsError("InvalidFilterOption", $"The following filter option is not valid: {filter.Option}.");
            if (filter.Key == "Path" && filter.Option is not (null or "Recursive" or "OneLevel"))
                return new AwsError(
                    "InvalidFilterOption",
                    $"The following filter option is not valid: {filter.Option}. Valid options include: [Recursive, OneLevel]."
                );
            if (filter.Values is not { Count: > 0 } && !filter.Key.StartsWith("tag:", StringComparison.Ordinal))
                return new AwsError("InvalidFilterValue", "The filter value is not valid. Verify the value and try again.");
        }
        return null;
    }

    public static bool Match(Parameter parameter, IEnumerable<ParameterStringFilter>? filters) =>
        (filters ?? []).All(f => Match(parameter, f));

    public static bool IsBelow(string name, string path, bool recursive)
    {
        var folder = path.EndsWith('/') ? path : path + "/";
        if (folder == "/" && !name.StartsWith('/'))
            return recursive || !name.Contains('/');
        return name.StartsWith(folder, StringComparison.Ordinal) && (recursive || name.IndexOf('/', folder.Length) < 0);
    }

    private static bool Match(Parameter parameter, ParameterStringFilter filter)
    {
        if (filter.Key == "Path")
            return filter.Values!.Any(path => IsBelow(parameter.Name, path, filter.Option == "Recursive"));
        IEnumerable<string> actual = filter.Key switch
        {
            "Name" => [parameter.Name],
            "Type" => [parameter.Latest.Type],
            "KeyId" => parameter.Latest.KeyId is { } key ? [key] : [],
            "Tier" => [parameter.Latest.Tier],
            "DataType" => [parameter.Latest.DataType],
            "Label" => parameter.Versions.SelectMany(v => v.Labels),
            var tag => parameter.Tags.TryGetValue(tag[4..], out var value) ? [value] : [],
        };
        return filter.Values is not { Count: > 0 } wanted
            ? actual.Any()
            : actual.Any(a =>
                wanted.Any(w =>
                    filter.Option switch
                    {
                        "BeginsWith" => a.StartsWith(w, StringComparison.Ordinal),
                        "Contains" => a.Contains(w, StringComparison.Ordinal),
                        _ => a == w,
                    }
                )
            );
    }
}
