namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>What is known of a request, for conditions and variables. Names of keys do not tell capital letters from small ones.</summary>
internal sealed class RequestKeys
{
    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null or empty when the request has no such key.</summary>
    public IReadOnlyList<string>? Of(string key) => _values.GetValueOrDefault(key);

    public RequestKeys Set(string key, string? value)
    {
        if (value is not null)
            _values[key] = [value];
        return this;
    }

    /// <summary>A key of several values, as aws:TagKeys is; one that has none is missing.</summary>
    public RequestKeys SetAll(string key, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            _values[key] = values;
        return this;
    }

    public RequestKeys SetTags(string prefix, IEnumerable<KeyValuePair<string, string>> tags)
    {
        foreach (var (key, value) in tags)
            Set($"{prefix}/{key}", value);
        return this;
    }
}
