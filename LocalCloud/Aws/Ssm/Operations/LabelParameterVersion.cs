using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record LabelRequest(string? Name, long? ParameterVersion, List<string>? Labels);

internal sealed record LabelResponse(List<string> InvalidLabels, long ParameterVersion);

internal static partial class LabelParameterVersion
{
    public static readonly Operation<SsmState, LabelRequest, LabelResponse> Definition = Operation<SsmState>.Define(
        "LabelParameterVersion",
        SsmJson.Default.LabelRequest,
        SsmJson.Default.LabelResponse,
        Handle,
        Must.Member<LabelRequest>("name", r => r.Name).Required().Length(1, 2048),
        Must.Member<LabelRequest>("labels", r => r.Labels).Required().Length(1, 10)
    );

    private static Result<LabelResponse> Handle(SsmState state, LabelRequest request, Context context)
    {
        if (state.Find(request.Name!) is not { } parameter)
            return Errors.NotFound;
        var number = request.ParameterVersion ?? parameter.Latest.Version;
        if (parameter.Versions.Find(v => v.Version == number) is not { } version)
            return Errors.VersionNotFound(number.ToString(System.Globalization.CultureInfo.InvariantCulture), parameter.Name);
        var labels = request.Labels!.Distinct().ToLookup(IsValid);
        if (version.Labels.Union(labels[true]).Count() > 10)
            return new AwsError(
                "ParameterVersionLabelLimitExceeded",
                "An error occurred (ParameterVersionLabelLimitExceeded) when calling the LabelParameterVersion operation: A parameter "
                    + "version can have maximum 10 labels.Move one or more labels to another version and try again."
            );
        // A label is on one version at a time: it moves.
        foreach (var other in parameter.Versions)
            other.Labels.RemoveAll(labels[true].Contains);
        version.Labels.AddRange(labels[true]);
        state.Put(context.Changes, parameter);
        return new LabelResponse([.. labels[false]], number);
    }

    private static bool IsValid(string label) =>
        label.Length <= 100
        && Valid().IsMatch(label)
        && !label.StartsWith("aws", StringComparison.OrdinalIgnoreCase)
        && !label.StartsWith("ssm", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[a-zA-Z_.\-][a-zA-Z0-9_.\-]*\z")]
    private static partial Regex Valid();
}
