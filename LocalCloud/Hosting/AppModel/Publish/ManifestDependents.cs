namespace LocalCloud.Hosting;

/// <summary>
/// What goes into the manifest because something in it refers to it: resources that are not part of the model (generated passwords),
/// encoded forms of parameters, and conditional expressions. In the order and under the names that Aspire gives them.
/// </summary>
sealed class ManifestDependents(IEnumerable<string> names)
{
    readonly HashSet<string> taken = new(names, StringComparer.OrdinalIgnoreCase);
    readonly HashSet<object> visiting = [];

    public OrderedDictionary<string, IResource> Resources { get; } = new(StringComparer.OrdinalIgnoreCase);
    public OrderedDictionary<ParameterResource, OrderedDictionary<string, string>> Formatted { get; } = [];
    public OrderedDictionary<string, ReferenceExpression> Conditionals { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void Add(object value)
    {
        if (value is IResourceBuilder<IResource> builder) value = builder.Resource;
        if (value is ReferenceExpression expression) Register(expression);
        if (value is IResource resource && Resources.TryAdd(resource.Name, resource)) taken.Add(resource.Name);
        if (value is not IValueWithReferences references || !visiting.Add(value)) return;
        foreach (var reference in references.References) Add(reference);
        visiting.Remove(value);
    }

    /// <summary>The resource that stands for a parameter in a format.</summary>
    public string FormattedName(ParameterResource parameter, string format)
    {
        if (!Formatted.TryGetValue(parameter, out var formats)) Formatted[parameter] = formats = [];
        if (formats.TryGetValue(format, out var name)) return name;
        var first = $"{parameter.Name}-{format.ToLowerInvariant()}-encoded";
        name = first;
        for (var suffix = 1; !taken.Add(name); suffix++) name = $"{first}-{suffix}";
        return formats[format] = name;
    }

    public static ParameterResource? SingleParameter(object provider) => provider switch
    {
        ParameterResource parameter => parameter,
        ReferenceExpression { Segments: [{ Provider: { } inner }] } => SingleParameter(inner),
        _ => null,
    };

    void Register(ReferenceExpression expression)
    {
        if (expression.Name is { } name)
        {
            if (Conditionals.TryAdd(name, expression)) taken.Add(name);
            return;
        }
        foreach (var segment in expression.Segments)
            if (segment is { Provider: { } provider, StringFormat: { Length: > 0 } format } && SingleParameter(provider) is { } parameter) FormattedName(parameter, format);
    }
}
