def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        objects = box.find('object')
        circles = [obj for obj in objects if obj.verify_property('object', 'circle')]
        if len(objects) == 3 and len(circles) >= 1:
            return 'yes'
    return 'no'
