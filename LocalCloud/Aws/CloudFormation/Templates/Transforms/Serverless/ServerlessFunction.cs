using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>AWS::Serverless::Function: the function, its role, version and alias, URL and what its events need.</summary>
internal sealed class ServerlessFunction(Expansion into, string id, JsonObject resource, JsonObject properties)
{
    /// <summary>Properties that the function itself has under the same name.</summary>
    private static readonly string[] UrlProperties = ["AuthType", "Cors", "InvokeMode"],
        InvokeProperties = ["MaximumEventAgeInSeconds", "MaximumRetryAttempts"];

    private static readonly string[] Same =
    [
        "FunctionName",
        "Handler",
        "Runtime",
        "Description",
        "MemorySize",
        "Timeout",
        "Environment",
        "VpcConfig",
        "Layers",
        "KmsKeyArn",
        "ReservedConcurrentExecutions",
        "Architectures",
        "EphemeralStorage",
        "SnapStart",
        "LoggingConfig",
        "FileSystemConfigs",
        "PackageType",
        "ImageConfig",
        "PublishToLatestPublished",
        "RuntimeManagementConfig",
        "RecursiveLoop",
        "CodeSigningConfigArn",
    ];

    private static readonly string[] Known =
    [
        .. Same,
        "CodeUri",
        "InlineCode",
        "ImageUri",
        "Role",
        "RolePath",
        "AssumeRolePolicyDocument",
        "PermissionsBoundary",
        "Policies",
        "Events",
        "Tags",
        "Tracing",
        "DeadLetterQueue",
        "AutoPublishAlias",
        "AutoPublishAliasAllProperties",
        "AutoPublishCodeSha256",
        "VersionDescription",
        "VersionDeletionPolicy",
        "ProvisionedConcurrencyConfig",
        "FunctionUrlConfig",
        "EventInvokeConfig",
        "PropagateTags",
        "SourceKMSKeyArn",
    ];

    private readonly List<string> _eventPolicies = [];

    public JsonObject Resource => resource;

    public Expansion Into => into;

    public string Id => id;

    /// <summary>What events invoke: the alias where there is one.</summary>
    public JsonObject Target => Alias is null ? Expansion.Ref(id) : Expansion.Ref(AliasId);

    public JsonObject TargetArn => Alias is null ? Expansion.GetAtt(id, "Arn") : Expansion.Ref(AliasId);

    private string? Alias => Scalars.Member(properties, "AutoPublishAlias");

    private string AliasId => $"{id}Alias{string.Concat(Alias!.Where(char.IsAsciiLetterOrDigit))}";

    public string? Expand()
    {
        if (properties.ContainsKey("DeploymentPreference"))
            return "DeploymentPreference is not supported by LocalCloud";
        if (Expansion.Unknown(properties, "Function", Known) is { } unknown)
            return unknown;
        if (
            Scalars.Member(properties, "PackageType") is null or "Zip"
            && !(properties.ContainsKey("Runtime") && properties.ContainsKey("Handler"))
        )
            return "Runtime and Handler needs to be present when PackageType is of type `Zip`";
        if (properties["AutoPublishAlias"] is JsonObject)
            return "'AutoPublishAlias' must be a string or a Ref to a template parameter";
        var function = Expansion.Pick(properties, Same);
        if (Code() is not { } code)
            return "'CodeUri' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter. Package the "
                + "template first: aws cloudformation package";
        if (properties["SourceKMSKeyArn"] is { } sourceKey)
            code["SourceKMSKeyArn"] = sourceKey.DeepClone();
        function["Code"] = code;
        function["Tags"] = Expansion.Tags(properties);
        if (Scalars.Member(properties, "Tracing") is { } tracing && tracing != "Disabled")
            function["TracingConfig"] = new JsonObject { ["Mode"] = tracing };
        if (properties["DeadLetterQueue"] is JsonObject dead)
            function["DeadLetterConfig"] = new JsonObject { ["TargetArn"] = dead["TargetArn"]?.DeepClone() };

        foreach (var (name, happening) in properties["Events"] as JsonObject ?? [])
            if (ServerlessEvents.Expand(this, name, happening as JsonObject ?? []) is { } error)
                return error;
        if (properties["Role"] is { } role)
            function["Role"] = role.DeepClone();
        else
        {
            function["Role"] = Expansion.GetAtt($"{id}Role", "Arn");
            if (ServerlessRole.Make(id, properties, _eventPolicies).Ok(out var made, out var error))
                into.Add($"{id}Role", "AWS::IAM::Role", made, resource);
            else
                return error.Message;
        }
        into.Add(id, "AWS::Lambda::Function", function, resource, isItself: true);
        if (Alias is not null)
            Publish(code);
        else if (properties.ContainsKey("ProvisionedConcurrencyConfig"))
            return "To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function";
        if (properties["FunctionUrlConfig"] is JsonObject url && Url(url) is { } badUrl)
            return badUrl;
        return properties["EventInvokeConfig"] is JsonObject invoke ? Invoke(invoke) : null;
    }

    /// <summary>The managed policy that reading an event's source takes.</summary>
    public void Needs(string policy) => _eventPolicies.Add(policy);

    /// <summary>That a service may invoke the function.</summary>
    public void Permit(string name, string principal, JsonNode? sourceArn) =>
        into.Add(
            $"{id}{name}Permission",
            "AWS::Lambda::Permission",
            new()
            {
                ["Action"] = "lambda:InvokeFunction",
                ["FunctionName"] = Target,
                ["Principal"] = principal,
                ["SourceArn"] = sourceArn?.DeepClone(),
            },
            resource
        );

    private JsonObject? Code() =>
        Scalars.Member(properties, "PackageType") == "Image" ? new JsonObject { ["ImageUri"] = properties["ImageUri"]?.DeepClone() }
        : properties["InlineCode"] is { } inline ? new JsonObject { ["ZipFile"] = inline.DeepClone() }
        : CodeUri.Of(properties["CodeUri"]);

    private void Publish(JsonObject code)
    {
        var of =
            Scalars.Member(properties, "AutoPublishAliasAllProperties") == "true"
                ? properties
                : properties["AutoPublishCodeSha256"] ?? code;
        var versionId = $"{id}Version{Expansion.Hash(of)}";
        var version = new JsonObject { ["FunctionName"] = Expansion.Ref(id) };
        if (properties["VersionDescription"] is { } description)
            version["Description"] = description.DeepClone();
        into.Add(versionId, "AWS::Lambda::Version", version, resource);
        into.Resources![versionId]!["DeletionPolicy"] = Scalars.Member(properties, "VersionDeletionPolicy") ?? "Retain";
        var alias = new JsonObject
        {
            ["Name"] = Alias,
            ["FunctionName"] = Expansion.Ref(id),
            ["FunctionVersion"] = Expansion.GetAtt(versionId, "Version"),
        };
        if (properties["ProvisionedConcurrencyConfig"] is { } provisioned)
            alias["ProvisionedConcurrencyConfig"] = provisioned.DeepClone();
        into.Add(AliasId, "AWS::Lambda::Alias", alias, resource);
        into.Name($"{id}.Version", versionId);
        into.Name($"{id}.Alias", AliasId);
    }

    private string? Url(JsonObject config)
    {
        if (Expansion.Foreign(config, UrlProperties) is { } unknown)
            return $"property {unknown} of FunctionUrlConfig is not defined";
        if (!config.ContainsKey("AuthType"))
            return "AuthType is required to configure function property `FunctionUrlConfig`. Please provide either AWS_IAM or NONE.";
        var url = Expansion.Pick(config, UrlProperties);
        url["TargetFunctionArn"] = Expansion.Ref(id);
        if (Alias is not null)
            url["Qualifier"] = Alias;
        into.Add($"{id}Url", "AWS::Lambda::Url", url, resource);
        if (Alias is not null)
            into.Resources![$"{id}Url"]!["DependsOn"] = AliasId;
        if (Scalars.Member(config, "AuthType") != "NONE")
            return null;
        into.Add(
            $"{id}UrlPublicPermissions",
            "AWS::Lambda::Permission",
            new()
            {
                ["Action"] = "lambda:InvokeFunctionUrl",
                ["FunctionName"] = Target,
                ["Principal"] = "*",
                ["FunctionUrlAuthType"] = "NONE",
            },
            resource
        );
        // An open URL asks for both since October 2025 (docs: urls-auth)
        into.Add(
            $"{id}URLInvokeAllowPublicAccess",
            "AWS::Lambda::Permission",
            new()
            {
                ["Action"] = "lambda:InvokeFunction",
                ["FunctionName"] = Target,
                ["Principal"] = "*",
                ["InvokedViaFunctionUrl"] = true,
            },
            resource
        );
        return null;
    }

    private string? Invoke(JsonObject config)
    {
        if (Expansion.Foreign(config, [.. InvokeProperties, "DestinationConfig"]) is { } unknown)
            return $"property {unknown} of EventInvokeConfig is not defined";
        var invoke = Expansion.Pick(config, InvokeProperties);
        invoke["FunctionName"] = Expansion.Ref(id);
        invoke["Qualifier"] = Alias ?? "$LATEST";
        var destinations = new JsonObject();
        foreach (var (outcome, destination) in config["DestinationConfig"] as JsonObject ?? [])
        {
            if (destination?["Destination"] is not { } arn)
                return $"EventInvokeConfig {outcome} without Destination is not supported by LocalCloud";
            destinations[outcome] = new JsonObject { ["Destination"] = arn.DeepClone() };
        }
        if (destinations.Count > 0)
            invoke["DestinationConfig"] = destinations;
        into.Add($"{id}EventInvokeConfig", "AWS::Lambda::EventInvokeConfig", invoke, resource);
        if (Alias is not null)
            into.Resources![$"{id}EventInvokeConfig"]!["DependsOn"] = AliasId;
        return null;
    }
}
