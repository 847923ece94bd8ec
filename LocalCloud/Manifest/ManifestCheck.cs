namespace LocalCloud.Manifest;

/// <summary>Finds references that lead nowhere, and values that are made of themselves.</summary>
internal static class ManifestCheck
{
    private static readonly string[] BindingProperties = ["host", "port", "targetPort", "url", "scheme", "hostAndPort", "tlsEnabled"];

    public static IEnumerable<ManifestError> References(AppManifest manifest, string file)
    {
        foreach (var resource in manifest.Resources)
        foreach (var (property, expression) in Properties(resource))
        foreach (var reference in expression.References)
            if (Fault(manifest, reference) is { } fault)
                yield return new(file, resource.Name, property, $"{reference} {fault}");

        foreach (var resource in manifest.Resources)
        {
            foreach (var target in resource is ManifestCloudFormation stack ? stack.References : [])
                if (!manifest.TryGet(target, out _))
                    yield return new(file, resource.Name, "references", $"there is no resource '{target}'");
            if (Cycle(manifest, resource) is { } cycle)
                yield return new(file, resource.Name, null, $"its value is made of itself: {cycle}");
        }
    }

    private static string? Fault(AppManifest manifest, ManifestReference reference)
    {
        if (!manifest.TryGet(reference.Resource, out var target))
            return $"refers to a resource '{reference.Resource}', which the manifest does not have";
        if (target is ManifestUnknown)
            return null;
        if (reference.Path == "connectionString")
            return target.ConnectionString is null ? $"refers to a connection string, which '{target.Name}' does not have" : null;
        if (reference.IsBinding(out var binding, out var property))
        {
            if (target is not ManifestProcess process || process.Binding(binding) is null)
                return $"refers to a binding '{binding}', which '{target.Name}' does not have";
            return BindingProperties.Contains(property)
                ? null
                : $"refers to '{property}' of a binding; there are {string.Join(", ", BindingProperties)}";
        }
        return (target, reference.Path) switch
        {
            (ManifestParameter or ManifestAnnotatedString, "value") => null,
            (ManifestParameter parameter, var path) when parameter.Inputs.Any(i => path == $"inputs.{i.Name}") => null,
            (ManifestCloudFormation, _) when reference.Output is not null => null,
            (ManifestContainer, "image") or (ManifestProject, "containerImage" or "image" or "containerPort") => null,
            _ => $"refers to '{reference.Path}', which a resource of type {target.Type} does not have",
        };
    }

    // Only values can run in circles: two services may well know each other's address
    private static string? Cycle(AppManifest manifest, ManifestResource start)
    {
        var path = new List<string>();
        return Follow(start) ? string.Join(" → ", [.. path, start.Name]) : null;

        bool Follow(ManifestResource resource)
        {
            if (path.Contains(resource.Name, StringComparer.OrdinalIgnoreCase))
                return resource.Name == start.Name;
            path.Add(resource.Name);
            foreach (var reference in ValueOf(resource)?.References ?? [])
                if (reference.Path is "connectionString" or "value" && manifest.TryGet(reference.Resource, out var next) && Follow(next))
                    return true;
            path.RemoveAt(path.Count - 1);
            return false;
        }
    }

    private static ManifestExpression? ValueOf(ManifestResource resource) =>
        resource switch
        {
            ManifestParameter parameter => parameter.Value,
            ManifestAnnotatedString annotated => annotated.Value,
            _ => resource.ConnectionString,
        };

    private static IEnumerable<(string Property, ManifestExpression Value)> Properties(ManifestResource resource)
    {
        if (resource.ConnectionString is { } connectionString)
            yield return ("connectionString", connectionString);
        if (resource is ManifestParameter parameter)
            yield return ("value", parameter.Value);
        if (resource is ManifestAnnotatedString annotated)
            yield return ("value", annotated.Value);
        if (resource is not ManifestProcess process)
            yield break;
        foreach (var (index, argument) in process.Args.Index())
            yield return ($"args[{index}]", argument);
        foreach (var variable in process.Env)
            yield return ($"env.{variable.Name}", variable.Value);
    }
}
