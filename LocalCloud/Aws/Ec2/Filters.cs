using LocalCloud.Policies;

namespace LocalCloud.Aws.Ec2;

/// <summary>Filter.1.Name=vpc-id, Filter.1.Value.1=...: of values one has to fit, of filters all.</summary>
internal sealed record Filter(string? Name, List<string>? Value);

/// <summary>
/// A description that can be filtered: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html. Values may have * and ?.
/// </summary>
internal static class Filters
{
    /// <param name="fields">by the filters' names; null of a field that the thing does not have</param>
    public static Result<List<T>> Of<T>(
        IEnumerable<T> all,
        List<Filter>? filters,
        Dictionary<string, Func<T, IEnumerable<string?>>> fields,
        Func<T, List<ResourceTag>> tags
    )
    {
        foreach (var filter in filters ?? [])
        {
            if (filter.Name is not { } name || filter.Value is not { Count: > 0 } values)
                return new AwsError("InvalidParameterValue", $"The filter '{filter.Name ?? "null"}' is invalid");
            Func<T, IEnumerable<string?>> field;
            if (name.StartsWith("tag:", StringComparison.Ordinal))
                field = one => tags(one).Where(t => t.Key == name["tag:".Length..]).Select(t => t.Value);
            else if (name == "tag-key")
                field = one => tags(one).Select(t => t.Key);
            else if (!fields.TryGetValue(name, out field!))
                return new AwsError("InvalidParameterValue", $"The filter '{name}' is invalid");
            all = all.Where(one => field(one).Any(text => text is not null && values.Exists(pattern => Wildcards.Match(pattern, text))));
        }
        return all.ToList();
    }

    /// <summary>Those with the ids; an error for one that is not there.</summary>
    public static Result<List<T>> ByIds<T>(IEnumerable<T> all, List<string>? ids, Func<T, string> id, string code, string kind)
    {
        var found = all.ToList();
        if (ids is null or [])
            return found;
        if (ids.Find(wanted => !found.Exists(one => id(one) == wanted)) is { } missing)
            return new AwsError(code, $"The {kind} '{missing}' does not exist");
        return found.FindAll(one => ids.Contains(id(one)));
    }

    public static readonly PageForm Pages = new(1000, new AwsError("InvalidNextToken", "The specified NextToken is invalid"));

    public static readonly AwsError DryRun = new("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
}
