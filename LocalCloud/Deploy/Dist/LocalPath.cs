namespace LocalCloud.Deploy.Dist;

/// <summary>A place in a template that names a file of this machine.</summary>
/// <param name="Start">Where the value begins in the template's text.</param>
internal sealed record LocalPath(string LogicalId, LocalPathProperty Property, string Path, int Start, int End);

/// <summary>
/// A property in which <c>aws cloudformation package</c> takes a path:
/// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html.
/// </summary>
/// <param name="Name">Dotted where it is nested.</param>
/// <param name="IsPackage">A folder, and a file that is no archive, are zipped.</param>
internal sealed record LocalPathProperty(string Type, string Name, Func<BucketPlace, string> Write, bool IsPackage = false)
{
    private static readonly Func<BucketPlace, string> Uri = at => $"\"s3://{at.Bucket}/{at.Key}\"";
    private static readonly Func<BucketPlace, string> LambdaCode = at => $$"""{"S3Bucket": "{{at.Bucket}}", "S3Key": "{{at.Key}}"}""";
    private static readonly Func<BucketPlace, string> BucketAndKey = at => $$"""{"Bucket": "{{at.Bucket}}", "Key": "{{at.Key}}"}""";

    public static readonly LocalPathProperty NestedTemplate = new("AWS::CloudFormation::Stack", "TemplateURL", at => $"\"{at.Url}\"");

    public static readonly LocalPathProperty[] All =
    [
        new("AWS::Lambda::Function", "Code", LambdaCode, IsPackage: true),
        new("AWS::Lambda::LayerVersion", "Content", LambdaCode, IsPackage: true),
        new("AWS::Serverless::Function", "CodeUri", Uri, IsPackage: true),
        new("AWS::Serverless::LayerVersion", "ContentUri", Uri, IsPackage: true),
        new("AWS::Serverless::Api", "DefinitionUri", Uri),
        new("AWS::Serverless::HttpApi", "DefinitionUri", Uri),
        new("AWS::Serverless::StateMachine", "DefinitionUri", Uri),
        new("AWS::ApiGateway::RestApi", "BodyS3Location", BucketAndKey),
        new("AWS::StepFunctions::StateMachine", "DefinitionS3Location", BucketAndKey),
        new("AWS::ElasticBeanstalk::ApplicationVersion", "SourceBundle", LambdaCode),
        new("AWS::AppSync::GraphQLSchema", "DefinitionS3Location", Uri),
        new("AWS::AppSync::Resolver", "RequestMappingTemplateS3Location", Uri),
        new("AWS::AppSync::Resolver", "ResponseMappingTemplateS3Location", Uri),
        new("AWS::AppSync::FunctionConfiguration", "RequestMappingTemplateS3Location", Uri),
        new("AWS::AppSync::FunctionConfiguration", "ResponseMappingTemplateS3Location", Uri),
        new("AWS::Glue::Job", "Command.ScriptLocation", Uri),
        new("AWS::CodeCommit::Repository", "Code.S3", BucketAndKey, IsPackage: true),
        NestedTemplate,
    ];
}

/// <param name="Url">As CloudFormation wants a template's.</param>
internal sealed record BucketPlace(string Bucket, string Key, string Url);
