using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class TemplateTests
{
    [Fact]
    public void Yaml_short_forms_and_json_give_the_same_tree()
    {
        var yaml = Read(
            """
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Condition: Here
                DependsOn: Other
                Properties:
                  DelaySeconds: 5
                  QueueName: !Sub "${AWS::StackName}-q"
                  RedrivePolicy: { deadLetterTargetArn: !GetAtt Other.Arn, maxReceiveCount: "3" }
                  KmsMasterKeyId: !If [Here, !Join ["-", [a, !Ref Other]], !Ref AWS::NoValue]
              Other:
                Type: AWS::SQS::Queue
            Conditions:
              Here: !Not [!Equals [1, "2"]]
              Too: !And [!Condition Here, !Condition Here]
            """
        );
        var json = Read(
            """
            {
              "Resources": {
                "Queue": {
                  "Type": "AWS::SQS::Queue", "Condition": "Here", "DependsOn": ["Other"],
                  "Properties": {
                    "DelaySeconds": 5,
                    "QueueName": { "Fn::Sub": "${AWS::StackName}-q" },
                    "RedrivePolicy": { "deadLetterTargetArn": { "Fn::GetAtt": ["Other", "Arn"] }, "maxReceiveCount": "3" },
                    "KmsMasterKeyId": { "Fn::If": ["Here", { "Fn::Join": ["-", ["a", { "Ref": "Other" }]] }, { "Ref": "AWS::NoValue" }] }
                  }
                },
                "Other": { "Type": "AWS::SQS::Queue" }
              },
              "Conditions": {
                "Here": { "Fn::Not": [{ "Fn::Equals": [1, "2"] }] },
                "Too": { "Fn::And": [{ "Condition": "Here" }, { "Condition": "Here" }] }
              }
            }
            """
        );
        Assert.Equal(json.Resources["Queue"].Properties.ToJsonString(), yaml.Resources["Queue"].Properties.ToJsonString());
        Assert.Equal(json.Conditions.ToJsonString(), yaml.Conditions.ToJsonString());
        Assert.Equal(["Other"], yaml.Resources["Queue"].DependsOn);
        Assert.Equal("Here", json.Resources["Queue"].Condition);
    }

    [Theory]
    [InlineData("012345678901", "\"012345678901\"")]
    [InlineData("2012-10-17", "\"2012-10-17\"")]
    [InlineData("1.10", "1.10")]
    [InlineData("-7", "-7")]
    [InlineData("true", "true")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("!!str 5", "\"5\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("|-\n  a\n  b", "\"a\\nb\"")]
    public void Plain_yaml_scalars_keep_their_type_and_digits(string yaml, string json)
    {
        var text = TemplateText.Read($"Value: {yaml}");
        Assert.True(text.Ok(out var root, out _));
        Assert.Equal(json, root["Value"]!.ToJsonString());
    }

    [Theory]
    [InlineData("Resources:\n  A: [", "Template format error: YAML not well-formed. (line 3, column 1)")]
    [InlineData("{\"Resources\": {,}}", "Template format error: JSON not well-formed. (line 1, column 16)")]
    [InlineData(
        "Resources: &a {}\nOutputs: *a",
        "Template format error: YAML aliases are not allowed in CloudFormation templates (line 2, column 10)"
    )]
    [InlineData("A: 1\nA: 2", "Template format error: YAML not well-formed. Duplicate key 'A' (line 2, column 1)")]
    [InlineData("[]", "Template format error: unsupported structure.")]
    [InlineData("Description: nothing", "Template format error: At least one Resources member must be defined.")]
    [InlineData("Ressources: {}", "Invalid template property or properties [Ressources]")]
    [InlineData(
        "Transform: AWS::Serverless-2016-10-31\nResources: {}",
        "Template format error: At least one Resources member must be defined."
    )]
    [InlineData("Transform: Mine\nResources: {}", "No transform named Mine found.")]
    [InlineData(
        "Resources:\n  A:\n    Properties: {}",
        "Template format error: [/Resources/A] Every Resources object must contain a Type member."
    )]
    [InlineData("Resources:\n  A:\n    Type: X\n    Propertys: {}", "Invalid template resource property 'Propertys'")]
    [InlineData("Resources:\n  A:\n    Type: X\n    Properties:", "[/Resources/A/Properties] 'null' values are not allowed in templates")]
    [InlineData("Resources:\n  a-b:\n    Type: X", "Template format error: Resource name a-b is non alphanumeric.")]
    [InlineData(
        "Resources:\n  A:\n    Type: X\n    DependsOn: [B, C]",
        "Template format error: Unresolved resource dependencies [B, C] in the Resources block of the template"
    )]
    [InlineData(
        "Resources:\n  A:\n    Type: X\n    Properties: { P: !Ref Nobody }",
        "Template format error: Unresolved resource dependencies [Nobody] in the Resources block of the template"
    )]
    [InlineData(
        "Resources:\n  A:\n    Type: X\n    Properties: { P: !Sub '${Nobody}' }",
        "Template format error: Unresolved resource dependencies [Nobody] in the Resources block of the template"
    )]
    [InlineData(
        "Resources:\n  A:\n    Type: X\nOutputs:\n  O:\n    Value: !Ref Nobody",
        "Template format error: Unresolved resource dependencies [Nobody] in the Outputs block of the template"
    )]
    [InlineData(
        "Resources:\n  A:\n    Type: X\n    Properties: { P: !GetAtt Nobody.Arn }",
        "Template error: instance of Fn::GetAtt references undefined resource Nobody"
    )]
    [InlineData(
        "Resources:\n  A:\n    Type: X\n    Condition: C",
        "Template format error: Unresolved condition dependency C in the Resources block of the template"
    )]
    [InlineData(
        "Resources:\n  A:\n    Type: X\nConditions:\n  C: !Not [!Condition D]\n  D: !Not [!Condition C]",
        "Template error: Found circular condition dependency between C and D"
    )]
    [InlineData(
        "Resources:\n  A:\n    Type: X\nConditions:\n  C: !Equals [!Ref A, 1]",
        "Template error: Unresolved dependencies [A]. Cannot reference resources in the Conditions block of the template"
    )]
    [InlineData(
        "Resources:\n  A:\n    Type: X\n    Properties: { P: !FindInMap [M, a, b] }",
        "Template error: Mapping named 'M' is not present in the 'Mappings' section of template."
    )]
    [InlineData(
        "Resources:\n  A:\n    Type: X\n    Properties: { P: !Sub '${a b}' }",
        "Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons"
    )]
    [InlineData(
        "Resources:\n  A:\n    Type: X\n    Properties: { P: { 'Fn::Transform': {} } }",
        "Template error: Fn::Transform is not supported by LocalCloud"
    )]
    [InlineData(
        "Resources:\n  A:\n    Type: X\n    Properties: { P: !Select [1] }",
        "Template error: Fn::Select requires a list argument with two elements: an integer index and a list"
    )]
    [InlineData("Parameters:\n  P:\n    Type: Text\nResources: {}", "Template format error: Unrecognized parameter type: Text")]
    [InlineData("Parameters:\n  P:\n    Type: String\n    Defualt: x\nResources: {}", "Invalid template parameter property 'Defualt'")]
    public void A_faulty_template_is_refused_in_CloudFormations_words(string body, string message) =>
        Assert.Equal(message, TemplateReader.Read(body).Error?.Message);

    [Fact]
    public void A_template_nested_without_end_is_refused_and_does_not_end_the_process()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100_000));
        Assert.NotNull(TemplateReader.Read("A: " + deep).Error);
        Assert.NotNull(TemplateReader.Read("{\"A\": " + deep).Error);
    }

    [Fact]
    public void Resources_wait_for_those_that_they_refer_to()
    {
        var graph = DependencyGraph.Of(["A", "B", "C"], name => name switch
            {
                "A" => ["B", "C", "Parameter"],
                "B" => ["C"],
                _ => [],
            });
        Assert.Equal(["C", "B", "A"], graph.Ordered());
        Assert.Equal(["A", "B", "C"], graph.Reversed().Ordered());
        Assert.Empty(graph.Cycle());
        Assert.Equal(
            ["A", "B"],
            DependencyGraph
                .Of(["A", "B", "C"], name => name switch
                    {
                        "A" => ["B"],
                        "B" => ["A"],
                        _ => ["A"],
                    })
                .Cycle()
        );
    }

    private static Template Read(string body) =>
        TemplateReader.Read(body).Ok(out var template, out var error) ? template : throw new InvalidOperationException(error.Message);
}
