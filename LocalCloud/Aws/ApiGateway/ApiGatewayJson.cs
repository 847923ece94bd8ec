using System.Text.Json.Serialization;
using LocalCloud.Aws.ApiGateway.Apis;
using LocalCloud.Aws.ApiGateway.Authorizers;
using LocalCloud.Aws.ApiGateway.Deployments;
using LocalCloud.Aws.ApiGateway.Domains;
using LocalCloud.Aws.ApiGateway.Import;
using LocalCloud.Aws.ApiGateway.Integrations;
using LocalCloud.Aws.ApiGateway.Routes;
using LocalCloud.Aws.ApiGateway.Stages;
using LocalCloud.Aws.ApiGateway.Tagging;
using LocalCloud.Aws.ApiGateway.VpcLinks;
using Route = LocalCloud.Aws.ApiGateway.Routes.Route;

namespace LocalCloud.Aws.ApiGateway;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ApiRequest))]
[JsonSerializable(typeof(ApiPageRequest))]
[JsonSerializable(typeof(ApiInput))]
[JsonSerializable(typeof(Api))]
[JsonSerializable(typeof(Page<Api>), TypeInfoPropertyName = "PageApi")]
[JsonSerializable(typeof(ImportInput))]
[JsonSerializable(typeof(RouteInput))]
[JsonSerializable(typeof(Route))]
[JsonSerializable(typeof(Page<Route>), TypeInfoPropertyName = "PageRoute")]
[JsonSerializable(typeof(IntegrationInput))]
[JsonSerializable(typeof(Integration))]
[JsonSerializable(typeof(Page<Integration>), TypeInfoPropertyName = "PageIntegration")]
[JsonSerializable(typeof(StageInput))]
[JsonSerializable(typeof(Stage))]
[JsonSerializable(typeof(Page<Stage>), TypeInfoPropertyName = "PageStage")]
[JsonSerializable(typeof(DeploymentInput))]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(DeploymentRow))]
[JsonSerializable(typeof(Page<Deployment>), TypeInfoPropertyName = "PageDeployment")]
[JsonSerializable(typeof(AuthorizerInput))]
[JsonSerializable(typeof(Authorizer))]
[JsonSerializable(typeof(Page<Authorizer>), TypeInfoPropertyName = "PageAuthorizer")]
[JsonSerializable(typeof(DomainNameInput))]
[JsonSerializable(typeof(DomainName))]
[JsonSerializable(typeof(Page<DomainName>), TypeInfoPropertyName = "PageDomainName")]
[JsonSerializable(typeof(DomainRequest))]
[JsonSerializable(typeof(ApiMapping))]
[JsonSerializable(typeof(Page<ApiMapping>), TypeInfoPropertyName = "PageApiMapping")]
[JsonSerializable(typeof(VpcLinkInput))]
[JsonSerializable(typeof(VpcLink))]
[JsonSerializable(typeof(Page<VpcLink>), TypeInfoPropertyName = "PageVpcLink")]
[JsonSerializable(typeof(TagsRequest))]
[JsonSerializable(typeof(TagsResponse))]
internal sealed partial class ApiGatewayJson : JsonSerializerContext;
