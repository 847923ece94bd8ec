using System.Collections.Immutable;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Plan;
using LocalCloud.Hosting.Run.State;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>Environment variables with their references resolved; of two with one name the later one counts.</summary>
sealed class VariableSet(Values values, RunInstance instance)
{
    readonly List<ViewVariable> variables = [];

    public void AddRange(IEnumerable<ManifestVariable> more)
    {
        foreach (var variable in more)
        {
            variables.RemoveAll(v => v.Name == variable.Name);
            variables.Add(new(variable.Name, values.Resolve(variable.Value, instance), values.IsSecret(variable.Value) || IsSecretName(variable.Name)));
        }
    }

    static bool IsSecretName(string name) => name is "OTEL_EXPORTER_OTLP_HEADERS" or "LOCALCLOUD_REDIS_PASSWORD";

    public ImmutableArray<ViewVariable> ToImmutable() => [.. variables];
}
