using System.Collections.Concurrent;
using System.Collections.Immutable;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Plan;

namespace LocalCloud.Hosting.Run;

/// <summary>A reference that has no value: the text says which and what to do.</summary>
sealed class NoValueException(string message) : Exception(message);

/// <summary>Puts values in the place of references. Addresses are known from the start, outputs of stacks once the stack is there.</summary>
sealed class Values(RunPlan plan, ParameterValues parameters)
{
    readonly ConcurrentDictionary<string, ImmutableDictionary<string, string>> outputs = new(StringComparer.OrdinalIgnoreCase);

    public void SetOutputs(string stack, ImmutableDictionary<string, string> values) => outputs[stack] = values;

    public ImmutableDictionary<string, string> OutputsOf(string stack) => outputs.GetValueOrDefault(stack) ?? ImmutableDictionary<string, string>.Empty;

    /// <param name="expression">The string with its references.</param>
    /// <param name="self">The process that asks: <c>targetPort</c> is its own.</param>
    /// <exception cref="NoValueException">A reference has no value.</exception>
    public string Resolve(ManifestExpression expression, RunInstance? self = null) =>
        string.Concat(expression.Parts.Select(part => part is ManifestReference reference ? Resolve(reference, self) : part.ToString()));

    string Resolve(ManifestReference reference, RunInstance? self)
    {
        var node = plan.Find(reference.Resource) ?? throw new NoValueException($"{reference}: there is no resource '{reference.Resource}'.");
        if (reference.Path == "connectionString" && node.Resource is ManifestParameter connection) return Parameter(connection);
        if (reference.Path == "connectionString" && node.Resource.ConnectionString is { } text) return Resolve(text, self);
        if (reference.Output is { } output && node.Resource is ManifestCloudFormation)
            return OutputsOf(node.Name).GetValueOrDefault(output) ?? throw new NoValueException($"{reference}: the stack has no output '{output}'.");
        if (reference.IsBinding(out var name, out var property)) return Binding(node, name, property, self) ?? throw new NoValueException($"{reference}: '{node.Name}' has no binding '{name}'.");
        return node.Resource switch
        {
            ManifestParameter parameter => Parameter(parameter),
            ManifestAnnotatedString annotated => Uri.EscapeDataString(Resolve(annotated.Value, self)),
            ManifestContainer { Image: { } image } when reference.Path == "image" => image,
            _ => throw new NoValueException($"{reference}: '{node.Name}' ({node.Resource.Type}) has no '{reference.Path}'."),
        };
    }

    string Parameter(ManifestParameter parameter) => parameters.Resolve(parameter, out var error) ?? throw new NoValueException(error!);

    static string? Binding(RunNode node, string name, string property, RunInstance? self)
    {
        if (PortOf(node, name) is not { } bound) return null;
        var target = bound.TargetPorts[string.Equals(self?.Resource, node.Name, StringComparison.OrdinalIgnoreCase) ? self!.Index : 0];
        return property switch
        {
            "host" => BoundPort.Host,
            "port" => $"{bound.Port}",
            "targetPort" => $"{target}",
            "hostAndPort" => $"{BoundPort.Host}:{bound.Port}",
            "scheme" => bound.Scheme,
            "tlsEnabled" => "False",
            _ => bound.Url,
        };
    }

    // Without a certificate https is not served here: what asks for it gets http
    public static BoundPort? PortOf(RunNode node, string binding) =>
        node.Ports.GetValueOrDefault(binding) ?? (binding == "https" ? node.Ports.GetValueOrDefault("http") : null);

    /// <summary>Whether a secret parameter is in it, however deep.</summary>
    public bool IsSecret(ManifestExpression expression) => expression.References.Any(reference => plan.Find(reference.Resource)?.Resource switch
    {
        ManifestParameter parameter => parameter.Inputs.Any(i => i.Secret),
        ManifestAnnotatedString annotated => IsSecret(annotated.Value),
        { ConnectionString: { } text } when reference.Path == "connectionString" => IsSecret(text),
        _ => false,
    });
}
