using System.Text.Json.Serialization;
using LocalCloud.Aws.Lambda.Aliases;
using LocalCloud.Aws.Lambda.Async;
using LocalCloud.Aws.Lambda.Concurrency;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Invoke;
using LocalCloud.Aws.Lambda.Layers;
using LocalCloud.Aws.Lambda.Mappings;
using LocalCloud.Aws.Lambda.Mappings.Streams;
using LocalCloud.Aws.Lambda.Permissions;
using LocalCloud.Aws.Lambda.Settings;
using LocalCloud.Aws.Lambda.Urls;

namespace LocalCloud.Aws.Lambda;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AddPermissionRequest))]
[JsonSerializable(typeof(AddPermissionResponse))]
[JsonSerializable(typeof(AliasConfiguration))]
[JsonSerializable(typeof(AliasRequest))]
[JsonSerializable(typeof(AsyncInvocation))]
[JsonSerializable(typeof(CodeSigningConfig))]
[JsonSerializable(typeof(CodeSigningConfigRequest))]
[JsonSerializable(typeof(CodeSigningConfigResponse))]
[JsonSerializable(typeof(CreateFunctionRequest))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(EventInvokeConfig))]
[JsonSerializable(typeof(EventInvokeConfigRequest))]
[JsonSerializable(typeof(EventSourceMapping))]
[JsonSerializable(typeof(Function))]
[JsonSerializable(typeof(FunctionConfiguration))]
[JsonSerializable(typeof(FunctionRequest))]
[JsonSerializable(typeof(FunctionSigningResponse))]
[JsonSerializable(typeof(FunctionUrlRequest))]
[JsonSerializable(typeof(FunctionUrlResponse))]
[JsonSerializable(typeof(GetAccountSettingsRequest))]
[JsonSerializable(typeof(GetAccountSettingsResponse))]
[JsonSerializable(typeof(GetFunctionResponse))]
[JsonSerializable(typeof(InvokeAsyncRequest))]
[JsonSerializable(typeof(InvokeAsyncResponse))]
[JsonSerializable(typeof(InvokeRequest))]
[JsonSerializable(typeof(InvokeResponse))]
[JsonSerializable(typeof(Layer))]
[JsonSerializable(typeof(LayerPermissionRequest))]
[JsonSerializable(typeof(LayerStatementResponse))]
[JsonSerializable(typeof(LayerVersionByArnRequest))]
[JsonSerializable(typeof(LayerVersionRequest))]
[JsonSerializable(typeof(LayerVersionResponse))]
[JsonSerializable(typeof(ListAliasesRequest))]
[JsonSerializable(typeof(ListAliasesResponse))]
[JsonSerializable(typeof(ListCodeSigningConfigsResponse))]
[JsonSerializable(typeof(ListEventInvokeConfigsResponse))]
[JsonSerializable(typeof(ListFunctionUrlConfigsResponse))]
[JsonSerializable(typeof(ListFunctionsByCodeSigningConfigResponse))]
[JsonSerializable(typeof(ListFunctionsRequest))]
[JsonSerializable(typeof(ListFunctionsResponse))]
[JsonSerializable(typeof(ListLayerVersionsResponse))]
[JsonSerializable(typeof(ListLayersRequest))]
[JsonSerializable(typeof(ListLayersResponse))]
[JsonSerializable(typeof(ListMappingsRequest))]
[JsonSerializable(typeof(ListMappingsResponse))]
[JsonSerializable(typeof(ListOfFunctionRequest))]
[JsonSerializable(typeof(ListProvisionedConcurrencyConfigsResponse))]
[JsonSerializable(typeof(ListTagsRequest))]
[JsonSerializable(typeof(ListTagsResponse))]
[JsonSerializable(typeof(ListVersionsRequest))]
[JsonSerializable(typeof(ListVersionsResponse))]
[JsonSerializable(typeof(MappingConfiguration))]
[JsonSerializable(typeof(MappingIdRequest))]
[JsonSerializable(typeof(MappingRequest))]
[JsonSerializable(typeof(PolicyResponse))]
[JsonSerializable(typeof(ProvisionedConcurrencyResponse))]
[JsonSerializable(typeof(PublishLayerVersionRequest))]
[JsonSerializable(typeof(PublishVersionRequest))]
[JsonSerializable(typeof(PutFunctionConcurrencyRequest))]
[JsonSerializable(typeof(PutProvisionedConcurrencyRequest))]
[JsonSerializable(typeof(PutRuntimeManagementConfigRequest))]
[JsonSerializable(typeof(RecursionConfigRequest))]
[JsonSerializable(typeof(RecursionConfigResponse))]
[JsonSerializable(typeof(RemovePermissionRequest))]
[JsonSerializable(typeof(ReservedConcurrency))]
[JsonSerializable(typeof(RuntimeManagement))]
[JsonSerializable(typeof(StreamedResponse))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(UntagResourceRequest))]
[JsonSerializable(typeof(UpdateFunctionCodeRequest))]
[JsonSerializable(typeof(UpdateFunctionConfigurationRequest))]
[JsonSerializable(typeof(ShardPosition))]
internal sealed partial class LambdaJson : JsonSerializerContext;
