namespace LocalCloud.Aws.Lambda.Functions;

/// <summary>The runtimes of the API model, and those that AWS has closed for new functions.</summary>
internal static class Runtimes
{
    private static readonly string[] Open =
    [
        "nodejs16.x",
        "nodejs18.x",
        "nodejs20.x",
        "nodejs22.x",
        "nodejs24.x",
        "java8.al2",
        "java11",
        "java17",
        "java21",
        "java25",
        "python3.8",
        "python3.9",
        "python3.10",
        "python3.11",
        "python3.12",
        "python3.13",
        "python3.14",
        "dotnet6",
        "dotnet8",
        "dotnet10",
        "ruby3.2",
        "ruby3.3",
        "ruby3.4",
        "ruby4.0",
        "provided.al2",
        "provided.al2023",
    ];

    private static readonly string[] Closed =
    [
        "nodejs",
        "nodejs4.3",
        "nodejs4.3-edge",
        "nodejs6.10",
        "nodejs8.10",
        "nodejs10.x",
        "nodejs12.x",
        "nodejs14.x",
        "java8",
        "python2.7",
        "python3.6",
        "python3.7",
        "dotnetcore1.0",
        "dotnetcore2.0",
        "dotnetcore2.1",
        "dotnetcore3.1",
        "go1.x",
        "ruby2.5",
        "ruby2.7",
        "provided",
    ];

    public static bool IsKnown(string runtime) => Open.Contains(runtime) || Closed.Contains(runtime);

    public static AwsError? Check(string runtime)
    {
        if (Open.Contains(runtime))
            return null;
        return LambdaErrors.Invalid(
            Closed.Contains(runtime)
                ? $"The runtime parameter of {runtime} is no longer supported for creating or updating AWS Lambda functions. We "
                    + "recommend you use a supported runtime while creating or updating functions."
                : $"Value {runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
                    + $"[{string.Join(", ", Open)}] or be a valid ARN"
        );
    }
}
