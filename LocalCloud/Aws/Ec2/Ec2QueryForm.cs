using System.Collections;
using System.Text.Json.Serialization.Metadata;
using System.Xml;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Ec2;

/// <summary>
/// EC2's older form of the query protocol: no result element, the request's id first, lists of items.
/// https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-response.html
/// </summary>
internal sealed class Ec2QueryForm : QueryForm
{
    public override byte[] Answer(Service service, RecordOperation operation, object value, string requestId) =>
        QueryXml.Write(xml =>
        {
            xml.WriteStartElement($"{operation.Name}Response", service.XmlNamespace);
            xml.WriteElementString("requestId", requestId);
            Members(xml, value, operation.Response);
            xml.WriteEndElement();
        });

    public override byte[] Failure(Service? service, AwsError error, string requestId) =>
        QueryXml.Write(xml =>
        {
            xml.WriteStartElement("Response");
            xml.WriteStartElement("Errors");
            xml.WriteStartElement("Error");
            xml.WriteElementString("Code", error.QueryCode ?? error.Code);
            xml.WriteElementString("Message", error.Message);
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteElementString("RequestID", requestId);
            xml.WriteEndElement();
        });

    private static void Members(XmlWriter xml, object value, JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
            if (member.Get?.Invoke(value) is { } content)
                Value(xml, member.Name, content, type.Options.GetTypeInfo(member.PropertyType));
    }

    private static void Value(XmlWriter xml, string name, object content, JsonTypeInfo type)
    {
        xml.WriteStartElement(name);
        if (type.Kind is JsonTypeInfoKind.Enumerable)
            foreach (var item in (IEnumerable)content)
                Value(xml, "item", item, type.Options.GetTypeInfo(type.ElementType!));
        else if (type.Kind is JsonTypeInfoKind.Object)
            Members(xml, content, type);
        else
            QueryXml.Text(xml, content);
        xml.WriteEndElement();
    }
}
