namespace LocalCloud.Publish.Plan;

/// <summary>What a parameter's value is made of.</summary>
internal static class ParameterForm
{
    /// <summary>The input that it is, whole; null when its value stands in the manifest, or is made of several.</summary>
    public static ManifestInput? Input(ManifestParameter parameter) =>
        parameter.Value.Parts is [ManifestReference reference] && IsOwn(parameter, reference)
            ? parameter.Inputs.FirstOrDefault(i => reference.Path == $"inputs.{i.Name}")
            : null;

    /// <summary>Its value stands in the manifest: nobody is asked for it.</summary>
    public static bool IsFixed(ManifestParameter parameter) => !parameter.Value.References.Any(r => IsOwn(parameter, r));

    private static bool IsOwn(ManifestParameter parameter, ManifestReference reference) =>
        reference.Resource.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase);
}
