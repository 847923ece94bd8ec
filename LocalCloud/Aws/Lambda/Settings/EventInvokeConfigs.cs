using System.Text.RegularExpressions;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Settings;

internal static partial class EventInvokeConfigs
{
    public static Member<EventInvokeConfigRequest>[] Members =>
        [
            FunctionName.Namespaced<EventInvokeConfigRequest>(r => r.FunctionName),
            FunctionName.Qualified<EventInvokeConfigRequest>(r => r.Qualifier),
            Must.Member<EventInvokeConfigRequest>("maximumRetryAttempts", r => r.MaximumRetryAttempts).Range(0, 2),
            Must.Member<EventInvokeConfigRequest>("maximumEventAgeInSeconds", r => r.MaximumEventAgeInSeconds).Range(60, 21_600),
            Must.Member<EventInvokeConfigRequest>("destinationConfig.onSuccess.destination", r => r.DestinationConfig?.OnSuccess?.Arn)
                .Length(0, 350)
                .Pattern(Permissions.Patterns.Destination, Permissions.Patterns.DestinationShown),
            Must.Member<EventInvokeConfigRequest>("destinationConfig.onFailure.destination", r => r.DestinationConfig?.OnFailure?.Arn)
                .Length(0, 350)
                .Pattern(Permissions.Patterns.Destination, Permissions.Patterns.DestinationShown),
        ];

    public static AwsError? Check(EventInvokeConfigRequest request, Function function) =>
        Check(request.DestinationConfig?.OnSuccess, "OnSuccess", function)
        ?? Check(request.DestinationConfig?.OnFailure, "OnFailure", function);

    public static string Key(string? qualifier) => qualifier ?? FunctionName.Latest;

    public static AwsError NotFound(Function function, string? qualifier) =>
        LambdaErrors.NotFound($"The function {function.QualifiedArn(Key(qualifier))} doesn't have an EventInvokeConfig");

    private static AwsError? Check(Destination? destination, string name, Function function)
    {
        if (destination?.Arn is not { Length: > 0 } arn)
            return null;
        if (arn == function.Arn || arn.StartsWith(function.Arn + ":", StringComparison.Ordinal))
            return LambdaErrors.Invalid("You can't specify the function as a destination for itself.");
        // A bucket keeps failures only (docs: invocation-async-retain-records)
        if (!Form.IsMatch(arn) || (name == "OnSuccess" && arn.Split(':')[2] == "s3"))
            return LambdaErrors.Invalid(
                $"The provided destination config DestinationConfig({name}=Destination(destination={arn})) is invalid."
            );
        return null;
    }

    [GeneratedRegex(@"^arn:aws[a-zA-Z-]*:(sqs|sns|lambda|events|s3):[^:]*:\d{0,12}:.+$")]
    private static partial Regex Form { get; }
}
