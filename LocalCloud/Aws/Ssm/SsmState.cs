using System.Text.Json;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Ssm;

/// <summary>The parameters of one account and region.</summary>
internal sealed class SsmState(SsmService service, Scope scope) : ServiceState(service, scope)
{
    private readonly SortedDictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);

    /// <summary>In the order of their names.</summary>
    public IEnumerable<Parameter> All => _parameters.Values;

    public string Arn(Parameter parameter) => Scope.Arn("ssm", "parameter" + (parameter.Name.StartsWith('/') ? "" : "/") + parameter.Name);

    /// <summary>By name or ARN.</summary>
    public Parameter? Find(string nameOrArn)
    {
        if (!Aws.Arn.Is(nameOrArn) || nameOrArn.IndexOf(":parameter", StringComparison.Ordinal) is not (>= 0 and var at))
            return _parameters.GetValueOrDefault(nameOrArn);
        var name = nameOrArn[(at + ":parameter".Length)..];
        return _parameters.GetValueOrDefault(name) ?? _parameters.GetValueOrDefault(name.TrimStart('/'));
    }

    public void Put(Changes changes, Parameter parameter)
    {
        _parameters[parameter.Name] = parameter;
        changes.Put("parameters", parameter.Name, parameter, SsmJson.Default.Parameter);
    }

    public void Remove(Changes changes, Parameter parameter)
    {
        _parameters.Remove(parameter.Name);
        changes.Delete("parameters", parameter.Name);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var row in rows)
            _parameters[row.Key] = JsonSerializer.Deserialize(row.Value, SsmJson.Default.Parameter)!;
    }
}
