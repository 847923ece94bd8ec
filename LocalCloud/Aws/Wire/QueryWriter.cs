using System.Collections;
using System.Text.Json.Serialization.Metadata;
using System.Xml;

namespace LocalCloud.Aws.Wire;

/// <summary>Writes the XML answers of the query protocol.</summary>
internal sealed class QueryWriter : QueryForm
{
    public override byte[] Answer(Service service, RecordOperation operation, object value, string requestId) =>
        QueryXml.Write(xml =>
        {
            xml.WriteStartElement($"{operation.Name}Response", service.XmlNamespace);
            if (operation.Response.Type != typeof(Nothing))
            {
                xml.WriteStartElement($"{operation.Name}Result");
                Members(xml, value, operation.Response, service.FlattenedXml);
                xml.WriteEndElement();
            }
            xml.WriteStartElement("ResponseMetadata");
            xml.WriteElementString("RequestId", requestId);
            xml.WriteEndElement();
            xml.WriteEndElement();
        });

    public override byte[] Failure(Service? service, AwsError error, string requestId) =>
        QueryXml.Write(xml =>
        {
            xml.WriteStartElement("ErrorResponse", service?.XmlNamespace ?? "");
            xml.WriteStartElement("Error");
            xml.WriteElementString("Type", error.IsSender ? "Sender" : "Receiver");
            xml.WriteElementString("Code", error.QueryCode ?? error.Code);
            xml.WriteElementString("Message", error.QueryMessage ?? error.Message);
            if (service?.HasErrorDetail is true)
                xml.WriteElementString("Detail", "");
            xml.WriteEndElement();
            xml.WriteElementString("RequestId", requestId);
            xml.WriteEndElement();
        });

    private static void Members(XmlWriter xml, object value, JsonTypeInfo type, bool flat)
    {
        foreach (var member in type.Properties)
            if (member.Get?.Invoke(value) is { } content)
                Member(xml, member, content, type.Options.GetTypeInfo(member.PropertyType), flat);
    }

    private static void Member(XmlWriter xml, JsonPropertyInfo member, object content, JsonTypeInfo type, bool flat)
    {
        var name = QueryReader.Name(member);
        if (type.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
        {
            if (!flat)
                xml.WriteStartElement(member.Name);
            var element = name?.Name
                ?? (
                    flat ? member.Name
                    : type.Kind is JsonTypeInfoKind.Dictionary ? "entry"
                    : "member"
                );
            if (content is IDictionary map)
                foreach (DictionaryEntry entry in map)
                {
                    xml.WriteStartElement(element);
                    xml.WriteElementString(name?.Key ?? "key", (string)entry.Key);
                    Element(xml, name?.Value ?? "value", entry.Value, type, flat);
                    xml.WriteEndElement();
                }
            else
                foreach (var item in (IEnumerable)content)
                    Element(xml, element, item, type, flat);
            if (!flat)
                xml.WriteEndElement();
        }
        else
            Value(xml, member.Name, content, type, flat);
    }

    private static void Element(XmlWriter xml, string name, object? content, JsonTypeInfo collection, bool flat)
    {
        if (content is not null)
            Value(xml, name, content, collection.Options.GetTypeInfo(collection.ElementType!), flat);
    }

    private static void Value(XmlWriter xml, string name, object content, JsonTypeInfo type, bool flat)
    {
        xml.WriteStartElement(name);
        if (type.Kind is JsonTypeInfoKind.Object)
            Members(xml, content, type, flat);
        else
            QueryXml.Text(xml, content);
        xml.WriteEndElement();
    }
}
