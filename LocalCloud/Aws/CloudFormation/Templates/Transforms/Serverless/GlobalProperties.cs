namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>What may stand in Globals: not everything that a resource of the kind may have (docs: Globals section).</summary>
internal static class GlobalProperties
{
    private static readonly Dictionary<string, string[]> All = new(StringComparer.Ordinal)
    {
        ["Function"] =
        [
            "Handler",
            "Runtime",
            "CodeUri",
            "DeadLetterQueue",
            "Description",
            "MemorySize",
            "Timeout",
            "VpcConfig",
            "Environment",
            "Tags",
            "PropagateTags",
            "Tracing",
            "KmsKeyArn",
            "AutoPublishAlias",
            "AutoPublishAliasAllProperties",
            "Layers",
            "DeploymentPreference",
            "RolePath",
            "PermissionsBoundary",
            "ReservedConcurrentExecutions",
            "ProvisionedConcurrencyConfig",
            "AssumeRolePolicyDocument",
            "EventInvokeConfig",
            "FileSystemConfigs",
            "CodeSigningConfigArn",
            "Architectures",
            "SnapStart",
            "EphemeralStorage",
            "FunctionUrlConfig",
            "RuntimeManagementConfig",
            "LoggingConfig",
            "RecursiveLoop",
            "SourceKMSKeyArn",
            "TenancyConfig",
            "DurableConfig",
            "CapacityProviderConfig",
            "FunctionScalingConfig",
            "PublishToLatestPublished",
            "VersionDeletionPolicy",
        ],
        ["HttpApi"] =
        [
            "Auth",
            "AccessLogSettings",
            "StageVariables",
            "Tags",
            "CorsConfiguration",
            "DefaultRouteSettings",
            "Domain",
            "RouteSettings",
            "FailOnWarnings",
            "PropagateTags",
        ],
        ["SimpleTable"] = ["SSESpecification"],
        ["LayerVersion"] = ["PublishLambdaVersion"],
    };

    /// <summary>null when the section is right; else what of it is not.</summary>
    public static string? Fault(string section, System.Text.Json.Nodes.JsonNode? properties)
    {
        if (!All.TryGetValue(section, out var known))
            return $"'{section}' is not supported by LocalCloud. Must be one of the following values - [{List(All.Keys)}]";
        if (properties is not System.Text.Json.Nodes.JsonObject members)
            return $"Value of {section} must be a dictionary";
        return Expansion.Foreign(members, known) is { } unknown
            ? $"'{unknown}' is not a supported property of '{section}'. Must be one of the following values - [{List(known)}]"
            : null;
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
