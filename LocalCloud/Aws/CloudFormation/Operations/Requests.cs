using System.Text;
using System.Text.RegularExpressions;
using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

/// <summary>What requests that bring a template have in common.</summary>
internal static partial class Requests
{
    /// <summary>For the coverage page.</summary>
    public static readonly string MissingInTemplates =
        $"In templates: Hooks, UpdatePolicy, custom resources; resource types are {string.Join(", ", ResourceTypes.Names)}";

    public static ValueMember<T> StackName<T>(Func<T, object?> get) =>
        Must.Member("stackName", get).Required().Length(1, 128).Pattern(NamePattern(), "[a-zA-Z][-a-zA-Z0-9]*");

    public static ValueMember<T> StackNameOrId<T>(Func<T, object?> get) =>
        Must.Member("stackName", get)
            .Required()
            .Length(1)
            .Pattern(NameOrIdPattern(), "([a-zA-Z][-a-zA-Z0-9]*)|(arn:\\b(aws|aws-us-gov|aws-cn)\\b:[-a-zA-Z0-9:/._+]*)");

    public static ValueMember<T> ChangeSetName<T>(Func<T, object?> get) =>
        Must.Member("changeSetName", get)
            .Required()
            .Length(1, 1600)
            .Pattern(NameOrIdPattern(), "[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/]*");

    public static AwsError NoStack(string name) => TemplateError.Validation($"Stack with id {name} does not exist");

    public static Result<string> Template(string? body) =>
        body is null ? TemplateError.Validation("Either Template URL or Template Body must be specified.") : body;

    /// <summary>Template parameters that name parameters of the Parameter Store get those parameters' values.</summary>
    public static Result<StackSource> Resolved(StackState state, StackSource source)
    {
        if (!TemplateReader.ReadHead(source.Body).Ok(out var head, out var error))
            return error;
        return SsmParameters.Resolve(state.Service.Host, state.Scope, head.Parameters, source.Parameters).Ok(out var resolved, out error)
            ? source with
            {
                Resolved = resolved,
            }
            : error;
    }

    /// <summary>The values given, those kept of <paramref name="previous"/> among them.</summary>
    public static Result<Dictionary<string, string>> Parameters(List<ParameterShape>? given, StackSource? previous)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in given ?? [])
        {
            if (parameter.ParameterKey is not { } key)
                return TemplateError.Validation("Parameter key must not be null");
            if (parameter is { UsePreviousValue: true, ParameterValue.Length: > 0 })
                return TemplateError.Validation(
                    $"Invalid input for parameter key {key}. Cannot specify usePreviousValue as true and non empty value for a parameter"
                );
            if (parameter.UsePreviousValue != true)
                values[key] = parameter.ParameterValue ?? "";
            // Also of one that was not given: the default that it had then, whatever the template says now
            else if ((previous?.Parameters.GetValueOrDefault(key) ?? Declared(previous, key)?.Default) is { } value)
                values[key] = value;
            else
                return TemplateError.Validation(
                    $"Invalid input for parameter key {key}. Cannot specify usePreviousValue as true for a parameter key not in the "
                        + "previous template"
                );
        }
        return values;
    }

    private static ParameterDeclaration? Declared(StackSource? source, string key) =>
        source is not null && TemplateReader.ReadHead(source.Template).Ok(out var head, out _)
            ? head.Parameters.GetValueOrDefault(key)
            : null;

    /// <summary>What would change the result and is not done here.</summary>
    public static AwsError? NotSupported(string operation, RollbackConfiguration? rollback, params (string Name, object? Value)[] others)
    {
        if (rollback?.RollbackTriggers is { Count: > 0 })
            return AwsError.NotSupported(operation, "RollbackConfiguration.RollbackTriggers");
        foreach (var (name, value) in others)
            if (value is not null and not false)
                return AwsError.NotSupported(operation, name);
        return null;
    }

    [GeneratedRegex(@"^[a-zA-Z][-a-zA-Z0-9]*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^([a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*)\z")]
    private static partial Regex NameOrIdPattern();
}
