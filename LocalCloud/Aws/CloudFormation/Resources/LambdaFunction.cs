using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Lambda.Execution;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class LambdaFunction()
    : ResourceType(
        "AWS::Lambda::Function",
        [
            new(
                "Code",
                Shape.Object(
                    new("ZipFile", Shape.Text),
                    new("S3Bucket", Shape.Text),
                    new("S3Key", Shape.Text),
                    new("S3ObjectVersion", Shape.Text),
                    new("ImageUri", Shape.Text),
                    new("SourceKMSKeyArn", Shape.Text)
                )
            )
            {
                Required = true,
            },
            new("FunctionName", Shape.Text) { Replacement = true },
            new("PackageType", Shape.Text) { Replacement = true },
            new("Role", Shape.Text) { Required = true },
            new("Architectures", Shape.List(Shape.Text)),
            new("CodeSigningConfigArn", Shape.Text),
            new("DeadLetterConfig", Shape.Object(new Property("TargetArn", Shape.Text))),
            new("Description", Shape.Text),
            new("Environment", Shape.Object(new Property("Variables", Shape.Map(Shape.Text)))),
            new("EphemeralStorage", Shape.Object(new Property("Size", Shape.Integer) { Required = true })),
            new("Handler", Shape.Text),
            new("KmsKeyArn", Shape.Text),
            new("Layers", Shape.List(Shape.Text)),
            new(
                "LoggingConfig",
                Shape.Object(
                    new("LogFormat", Shape.Text),
                    new("ApplicationLogLevel", Shape.Text),
                    new("SystemLogLevel", Shape.Text),
                    new("LogGroup", Shape.Text)
                )
            ),
            new("MemorySize", Shape.Integer),
            new("RecursiveLoop", Shape.Text),
            new("ReservedConcurrentExecutions", Shape.Integer),
            new("Runtime", Shape.Text),
            new(
                "RuntimeManagementConfig",
                Shape.Object(new("UpdateRuntimeOn", Shape.Text) { Required = true }, new("RuntimeVersionArn", Shape.Text))
            ),
            new("SnapStart", Shape.Object(new Property("ApplyOn", Shape.Text) { Required = true })),
            new("Tags", Shape.Tags),
            new("Timeout", Shape.Integer),
            new("TracingConfig", Shape.Object(new Property("Mode", Shape.Text))),
            new(
                "VpcConfig",
                Shape.Object(
                    new("SecurityGroupIds", Shape.List(Shape.Text)),
                    new("SubnetIds", Shape.List(Shape.Text)),
                    new("Ipv6AllowedForDualStack", Shape.Boolean)
                )
            ),
            new("FunctionScalingConfig", Shape.Any) { Kept = true },
            new("PublishToLatestPublished", Shape.Boolean) { Kept = true },
            .. Property.Refuse("there are no file systems", "FileSystemConfigs"),
            .. Property.Refuse("functions are processes, made of zips", "ImageConfig", "CapacityProviderConfig"),
            .. Property.Refuse("there are no durable executions", "DurableConfig"),
            .. Property.Refuse("all callers share a function's processes", "TenancyConfig"),
        ]
    )
{
    private static readonly TagOperations Tagging = new("lambda", "Resource") { AsMap = true };

    private static readonly string[] Settings =
    [
        "Role",
        "DeadLetterConfig",
        "Description",
        "Environment",
        "EphemeralStorage",
        "Handler",
        "Layers",
        "LoggingConfig",
        "MemorySize",
        "Runtime",
        "SnapStart",
        "Timeout",
        "TracingConfig",
        "VpcConfig",
    ];

    // What a setting goes back to when the template no longer has it (docs: UpdateFunctionConfiguration).
    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["DeadLetterConfig"] = """{"TargetArn":""}""",
        ["Description"] = "\"\"",
        ["Environment"] = """{"Variables":{}}""",
        ["EphemeralStorage"] = """{"Size":512}""",
        ["Layers"] = "[]",
        ["MemorySize"] = "128",
        ["SnapStart"] = """{"ApplyOn":"None"}""",
        ["Timeout"] = "3",
        ["TracingConfig"] = """{"Mode":"PassThrough"}""",
        ["VpcConfig"] = """{"SubnetIds":[],"SecurityGroupIds":[]}""",
    };

    public override IReadOnlyList<string> Attributes => ["Arn", "SnapStartResponse.ApplyOn", "SnapStartResponse.OptimizationStatus"];

    public override string NameProperty => "FunctionName";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        var input = call.Properties.Pick([.. Settings, "PackageType", "Architectures", "CodeSigningConfigArn"]);
        input["FunctionName"] = call.PhysicalName;
        input["Code"] = Code(call.Properties);
        if (call.Properties["KmsKeyArn"] is { } key)
            input["KMSKeyArn"] = key.DeepClone();
        if (call.Properties["Tags"] is { } tags)
            input["Tags"] = Inputs.TagMap(tags);
        var created = await call.InvokeAsync("lambda", "CreateFunction", input).ConfigureAwait(false);
        if (created.Error is { } error && !(call.Resumed && error.Code == "ResourceConflictException"))
            return error.Code == "ResourceConflictException" ? call.AlreadyExists(Name) : error;
        return await FinishAsync(call, null).ConfigureAwait(false);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (
            !JsonNode.DeepEquals(existing.Properties["Code"], call.Properties["Code"])
            || !JsonNode.DeepEquals(existing.Properties["Architectures"], call.Properties["Architectures"])
        )
        {
            var code = Code(call.Properties);
            code["FunctionName"] = existing.PhysicalId;
            if (call.Properties["Architectures"] is { } architectures)
                code["Architectures"] = architectures.DeepClone();
            if ((await call.InvokeAsync("lambda", "UpdateFunctionCode", code).ConfigureAwait(false)).Error is { } refused)
                return refused;
        }
        var input = call.Properties.Pick(Settings);
        foreach (var (name, value) in Defaults)
            if (existing.Properties.ContainsKey(name) && !call.Properties.ContainsKey(name))
                input[name] = JsonNode.Parse(value);
        if (Settings.Any(name => !JsonNode.DeepEquals(existing.Properties[name], call.Properties[name])))
        {
            input["FunctionName"] = existing.PhysicalId;
            if ((await call.InvokeAsync("lambda", "UpdateFunctionConfiguration", input).ConfigureAwait(false)).Error is { } refused)
                return refused;
        }
        return await FinishAsync(call, existing).ConfigureAwait(false);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("lambda", "DeleteFunction", new() { ["FunctionName"] = existing.PhysicalId }).ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    // What has operations of its own.
    private static async ValueTask<Result<ResourceValues>> FinishAsync(ResourceCall call, ExistingResource? existing)
    {
        var arn = call.Scope.Arn("lambda", $"function:{call.PhysicalName}");
        if (Changed("ReservedConcurrentExecutions"))
        {
            var input = call.Properties.Pick("ReservedConcurrentExecutions");
            input["FunctionName"] = call.PhysicalName;
            var operation = input.ContainsKey("ReservedConcurrentExecutions") ? "PutFunctionConcurrency" : "DeleteFunctionConcurrency";
            if ((await call.InvokeAsync("lambda", operation, input).ConfigureAwait(false)).Error is { } refused)
                return refused;
        }
        if (Changed("RecursiveLoop"))
        {
            var input = new JsonObject
            {
                ["FunctionName"] = call.PhysicalName,
                ["RecursiveLoop"] = call.Properties["RecursiveLoop"]?.DeepClone() ?? "Terminate",
            };
            if ((await call.InvokeAsync("lambda", "PutFunctionRecursionConfig", input).ConfigureAwait(false)).Error is { } refused)
                return refused;
        }
        if (Changed("RuntimeManagementConfig") && call.Properties["RuntimeManagementConfig"] is JsonObject management)
        {
            var input = management.DeepClone().AsObject();
            input["FunctionName"] = call.PhysicalName;
            if ((await call.InvokeAsync("lambda", "PutRuntimeManagementConfig", input).ConfigureAwait(false)).Error is { } refused)
                return refused;
        }
        if (existing is not null && await Tagging.UpdateAsync(call, existing, arn).ConfigureAwait(false) is { } untagged)
            return untagged;
        return new ResourceValues(
            call.PhysicalName,
            new Dictionary<string, string>
            {
                ["Arn"] = arn,
                ["SnapStartResponse.ApplyOn"] = Scalars.Member(call.Properties["SnapStart"], "ApplyOn") ?? "None",
                ["SnapStartResponse.OptimizationStatus"] = "Off",
            }
        );

        bool Changed(string name) => !JsonNode.DeepEquals(existing?.Properties[name], call.Properties[name]);
    }

    // docs: cfn-lambda-function-code-cfnresponsemodule: it comes with inline code that loads it, and with no other
    private static (string File, string Source)? ResponseModule(string text, bool python) =>
        python
            ? text.Split('\n').Any(line => line.Trim().StartsWith("import cfnresponse", StringComparison.Ordinal))
                ? ("cfnresponse.py", Shims.Text("cfnresponse.py"))
                : null
            : text.Contains("cfn-response", StringComparison.Ordinal)
                ? ("node_modules/cfn-response/index.js", Shims.Text("cfn-response.js"))
                : null;

    // Inline code is one file, index, of the runtime's language (docs: AWS::Lambda::Function Code).
    private static JsonObject Code(JsonObject properties)
    {
        var code = properties["Code"]!.DeepClone().AsObject();
        if (Scalars.Member(code, "ZipFile") is not { } text)
            return code;
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            var python = Scalars.Member(properties, "Runtime")?.StartsWith("python", StringComparison.Ordinal) == true;
            var entry = archive.CreateEntry(python ? "index.py" : "index.js");
            // The same code is the same package.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using (var content = entry.Open())
                content.Write(Encoding.UTF8.GetBytes(text));
            if (ResponseModule(text, python) is var (file, source))
            {
                var module = archive.CreateEntry(file);
                module.LastWriteTime = entry.LastWriteTime;
                using var content = module.Open();
                content.Write(Encoding.UTF8.GetBytes(source));
            }
        }
        code["ZipFile"] = Convert.ToBase64String(zip.ToArray());
        return code;
    }
}
